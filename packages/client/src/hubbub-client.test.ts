import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubClient } from "./hubbub-client.ts";
import { fakeApi, tokensFor } from "./testing/fake-api.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("the client", () => {
  it("shows the history on joining, and what is written from then on", async () => {
    const { server, room } = await openRoom((log) => log.post(2, "before", "a"));
    server.post("after");
    await settle();
    expect(shown(room)).toEqual(["before", "after"]);
  });

  it("gets what it missed after a break, without asking for the history again", async () => {
    const { server, room } = await openRoom();
    server.post("one");
    await settle();
    server.dropAll(1006);
    server.post("two");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.socket.sent).toContainEqual(expect.objectContaining({ type: "join_room", after_seq: 1 }));
    expect(shown(room)).toEqual(["one", "two"]);
  });

  it("sends what was written offline, in order and once, when it is back", async () => {
    const { client, server, room } = await openRoom();
    server.mode = "down";
    server.dropAll(1006);
    for (const text of ["one", "two", "three"]) room.send(text);
    expect(client.waitingCount.snapshot()).toBe(3);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(client.connection.state.snapshot().status).not.toBe("online");
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.contents()).toEqual(["one", "two", "three"]);
    expect(shown(room)).toEqual(["one", "two", "three"]);
    expect(room.state.snapshot().pending).toEqual([]);
    expect(client.waitingCount.snapshot()).toBe(0);
  });

  it("shows a message as one's own until the log has it, and never twice", async () => {
    const { server, room } = await openRoom();
    room.send("hello");
    expect(room.state.snapshot().pending).toMatchObject([{ content: "hello", state: "sending" }]);
    await settle();
    expect(room.state.snapshot().pending).toEqual([]);
    expect(shown(room)).toEqual(["hello"]);
    expect(server.contents()).toEqual(["hello"]);
  });

  it("holds what was written until what happened before it is shown", async () => {
    const { server, room } = await openRoom();
    server.mode = "down";
    server.dropAll(1006);
    room.send("mine");
    server.post("theirs");
    server.refusals.push({ type: "join_room", error: { retry_after_ms: 5_000 } });
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(4_000);
    expect(server.socket.sent.map(({ type }) => type)).toEqual(["auth", "join_room"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.socket.sent.map(({ type }) => type)).toEqual(["auth", "join_room", "join_room", "send_message"]);
    expect(shown(room)).toEqual(["theirs", "mine"]);
  });

  it("fills what a long absence left out when one scrolls back, each message once", async () => {
    const { server, room } = await openRoom((log) => log.post(2, "text 0", "id 0"));
    server.dropAll(1006);
    for (let n = 1; n < 12; n += 1) server.post(`text ${n}`);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(shown(room)).toEqual(["text 8", "text 9", "text 10", "text 11"]);
    while (room.state.snapshot().hasOlder) await room.loadOlder();
    expect(shown(room)).toEqual(server.contents());
    server.post("text 12");
    await settle();
    expect(shown(room)).toEqual(server.contents());
  });

  it("says why a message was refused, and sends it again when asked", async () => {
    const { server, room } = await openRoom();
    server.refusals.push({ type: "send_message", error: { code: "forbidden", message: "Not here", retryable: false } });
    room.send("hello");
    await settle();
    const [failed] = room.state.snapshot().pending;
    expect(failed).toMatchObject({ state: "failed", error: { code: "forbidden", message: "Not here" } });
    room.retry(failed?.clientMsgId ?? "");
    await settle();
    expect(shown(room)).toEqual(["hello"]);
  });

  it("pings a silent server and leaves it if no answer comes", async () => {
    const { client, server } = await openRoom();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(server.socket.sent.at(-1)).toMatchObject({ type: "ping" });
    expect(client.connection.state.snapshot().status).toBe("online");
    server.mode = "deaf";
    await vi.advanceTimersByTimeAsync(25_000 + 9_000);
    expect(client.connection.state.snapshot().status).toBe("online");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(client.connection.state.snapshot().status).toBe("waiting");
  });

  it("leaves a socket whose log has a hole, and shows all of it after", async () => {
    const { server, room } = await openRoom();
    server.mode = "deaf";
    server.post("lost on the way");
    await settle();
    server.mode = "up";
    server.post("later");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(shown(room)).toEqual(["lost on the way", "later"]);
    expect(server.sockets).toHaveLength(2);
  });

  it("comes back with a new token when the old one had expired", async () => {
    const { client, server, seen } = await openRoom();
    server.dropAll(4005);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(client.connection.state.snapshot().status).toBe("online");
    expect(seen.filter(({ path }) => path === "/api/v1/users/refresh")).toHaveLength(2);
  });

  it.each([4500, 4502])("is signed out by close code %i and stays away", async (code) => {
    const { client, server } = await openRoom();
    server.dropAll(code);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(client.session.state.snapshot()).toEqual({ status: "signed_out", reason: "ended" });
    expect(server.sockets).toHaveLength(1);
  });

  it("does not come back after a protocol error, and says so", async () => {
    const { client, server } = await openRoom();
    server.dropAll(4501);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(client.connection.state.snapshot()).toEqual({ status: "ended", reason: "protocol_error" });
    expect(server.sockets).toHaveLength(1);
  });

  it("moves to another instance when the server asks for it, and when", async () => {
    const { client, server } = await openRoom();
    server.socket.deliver({ type: "reconnect", reason: "shutdown", after_ms: 3_000 });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(server.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(server.sockets).toHaveLength(2);
    expect(client.connection.state.snapshot().status).toBe("online");
  });

  it("renews its token in place when the server says that it expires", async () => {
    const { server } = await openRoom();
    server.socket.deliver({ type: "token_expiring", expires_at: new Date().toISOString() });
    await settle();
    expect(server.sockets).toHaveLength(1);
    expect(server.socket.sent.at(-1)).toMatchObject({ type: "auth", token: "token 2" });
  });

  it.each([-3_600_000, 3_600_000])("renews its token in time where the clock is off by %i ms", async (byMs) => {
    vi.setSystemTime(Date.now() + byMs);
    const { server } = await openRoom();
    vi.setSystemTime(Date.now() - 2 * byMs);
    await vi.advanceTimersByTimeAsync(900_000 - 61_000);
    expect(server.sent("auth")).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.sent("auth")).toBe(2);
  });

  it("waits longer and longer between attempts, and never more than 20 s", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client, server } = await openRoom();
    server.mode = "down";
    server.dropAll(1006);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const state = client.connection.state.snapshot();
      if (state.status !== "waiting") throw new Error(`unexpected ${state.status}`);
      delays.push(state.retryAtMs - performance.now());
      await vi.advanceTimersByTimeAsync(state.retryAtMs - performance.now());
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
    client.connection.tryNow();
    expect(client.connection.state.snapshot().status).toBe("connecting");
  });

  it("says that a room does not exist", async () => {
    const { client, server } = await start();
    server.refusals.push({
      type: "join_room",
      error: { code: "room_not_found", message: "No such room", retryable: false },
    });
    const room = client.room(7);
    room.open();
    await settle();
    expect(room.state.snapshot()).toMatchObject({ status: "refused", error: { code: "room_not_found" } });
  });

  it("keeps nothing of one account for the next", async () => {
    const { client, room } = await openRoom((log) => log.post(2, "secret", "a"));
    expect(shown(room)).toEqual(["secret"]);
    await client.session.logout();
    await client.session.login("other", "a long password");
    expect(client.room(7).state.snapshot().items.length).toBe(0);
  });

  it("loses nothing, doubles nothing and keeps the order, whatever breaks on the way", async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant("send" as const) },
      { weight: 2, arbitrary: fc.constant("other" as const) },
      { weight: 3, arbitrary: fc.constantFrom("up", "down", "deaf", "drop" as const) },
      { weight: 3, arbitrary: fc.nat(20_000) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
        const { client, server, room } = await openRoom();
        const written: string[] = [];
        for (const one of steps) {
          if (one === "send") room.send(written[written.push(`mine ${written.length}`) - 1] ?? "");
          else if (one === "other") server.post("other");
          else if (one === "drop") server.dropAll(1006);
          else if (typeof one === "number") await vi.advanceTimersByTimeAsync(one);
          else server.mode = one;
          await settle();
        }
        // A connection that lost frames does not live on: in the end it breaks.
        server.dropAll(1006);
        server.mode = "up";
        await vi.advanceTimersByTimeAsync(180_000);
        expect(server.contents().filter((content) => content !== "other")).toEqual(written);
        expect(room.state.snapshot().pending).toEqual([]);
        const all = server.contents();
        const seen = shown(room);
        expect(seen).toEqual(all.slice(all.length - seen.length));
        client.close();
      }),
      { numRuns: 60 },
    );
  });
});

async function start() {
  const server = new FakeChatServer();
  let tokens = 0;
  const signIn = () => ({ body: tokensFor(1, `token ${(tokens += 1)}`) });
  const { fetch, seen } = fakeApi({
    "POST /api/v1/users/refresh": signIn,
    "POST /api/v1/users/login": () => ({ body: tokensFor(2, "another") }),
    "POST /api/v1/users/logout": () => ({ body: {} }),
    "GET /api/v1/rooms/7/messages": ({ path }) => ({
      body: server.log.page(4, Number(new URLSearchParams(path.split("?")[1]).get("before_seq"))),
    }),
    "GET /api/v1/users/me/rooms": () => ({ body: { rooms: [], next_page_token: "" } }),
  });
  vi.stubGlobal("fetch", fetch);
  const client = new HubbubClient({
    baseUrl: "http://hubbub.test",
    refreshTokenIn: "memory",
    openSocket: server.connect,
  });
  await client.session.resume();
  await settle();
  return { client, server, seen };
}

async function openRoom(before: (log: FakeChatServer["log"]) => void = () => {}) {
  const started = await start();
  before(started.server.log);
  const room = started.client.room(7);
  room.open();
  await settle();
  return { ...started, room };
}

/** Lets everything happen that needs no time to pass. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

function shown(room: ReturnType<HubbubClient["room"]>): string[] {
  return room.state.snapshot().items.flatMap((item) => (item.kind === "message" ? [item.message.content] : []));
}
