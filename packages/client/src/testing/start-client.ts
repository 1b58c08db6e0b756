import { vi } from "vitest";
import { HubbubClient, type HubbubClientOptions } from "../hubbub-client.ts";
import { fakeApi, tokensFor } from "./fake-api.ts";
import type { FakeChatServer } from "./fake-chat-server.ts";

/** A client that is signed in and connected. Needs fake timers; `answers` are added to those that every client asks for. */
export async function startClient(
  server: FakeChatServer,
  answers: Parameters<typeof fakeApi>[0] = {},
  options: Pick<HubbubClientOptions, "pageOrigin" | "onRead"> = {},
) {
  const { fetch, seen } = fakeApi({
    "POST /api/v1/users/refresh": () => ({ body: tokensFor(1, "token") }),
    "POST /api/v1/users/logout": () => ({ body: {} }),
    "GET /api/v1/users/me/rooms": () => ({ body: { rooms: [], next_page_token: "" } }),
    "GET /api/v1/rooms/7/members": () => ({ body: { members: [], next_page_token: "" } }),
    "GET /api/v1/rooms/7/messages": ({ path }) => ({ body: page(server, new URLSearchParams(path.split("?")[1])) }),
    "GET /api/v1/users/me/threads": () => ({ body: { threads: [], next_page_token: "" } }),
    "GET /api/v1/rooms/7/messages/1/thread": async ({ path }) => {
      const answer = thread(server, new URLSearchParams(path.split("?")[1]));
      return (await server.threadAnswers) === "lost" ? "unreachable" : answer;
    },
    ...answers,
  });
  vi.stubGlobal("fetch", fetch);
  const client = new HubbubClient({
    baseUrl: "http://hubbub.test",
    refreshTokenIn: "memory",
    openSocket: server.connect,
    ...options,
  });
  await client.session.resume();
  await vi.advanceTimersByTimeAsync(0);
  return { client, seen };
}

/** Four messages of room 7. */
function page({ log }: FakeChatServer, query: URLSearchParams) {
  if (query.has("around_seq")) return log.around(4, Number(query.get("around_seq")));
  if (query.has("after_seq")) return log.pageAfter(4, Number(query.get("after_seq")));
  return log.page(4, Number(query.get("before_seq")));
}

/** The thread of its first message. */
function thread({ log, threadMarks, isFollowing }: FakeChatServer, query: URLSearchParams) {
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const wanted = { beforeSeq: number("before_seq"), afterSeq: number("after_seq"), limit: number("limit") };
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const body = log.thread(
    1,
    { ...given, limit: Math.min(4, wanted.limit ?? 4) },
    { following: isFollowing, last_read_seq: threadMarks.get(1) ?? 1 },
  );
  return body === undefined ? { status: 404, body: { code: "message_not_found" } } : { body };
}
