import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { metricOf } from "./testing/metric-of.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";

let stack: ChatStack;
let chats: ChatInstance[];
let count = 0;

beforeAll(async () => {
  stack = await startChatStack();
  chats = await Promise.all(["chat-1", "chat-2"].map((name) => stack.start(name)));
});
afterAll(() => stack.stop());

const until = new Date(Date.now() + 900_000);

async function person(claims: Record<string, unknown> = {}): Promise<TestUser & { sid: string }> {
  const sid = `session-${(count += 1)}`;
  return { ...(await stack.users.register(`person-${count}`, { sid, ...claims })), sid };
}

test("a session that ends takes its sockets and its tokens along, on every instance, and nobody else's", async () => {
  const [ada, bob] = [await person(), await person()];
  const sockets = await Promise.all(chats.map((chat) => chat.connect(ada)));
  const [others] = await Promise.all(chats.map((chat) => chat.connect(bob)));
  stack.users.revoke({ sessions: [{ id: ada.sid, until }] });
  for (const socket of sockets) expect(await socket.closed).toMatchObject({ code: 4502, reason: "revoked" });
  for (const chat of chats) {
    const { status, json } = await chat.rest("GET", "/api/v1/users/me/rooms", { as: ada });
    expect([status, json["code"]]).toEqual([401, "unauthenticated"]);
    const late = await chat.socket();
    expect(await late.ask({ type: "auth", token: ada.token }, "error")).toMatchObject({ code: "unauthenticated" });
    expect(await late.closed).toMatchObject({ code: 4500 });
    expect((await chat.rest("GET", "/api/v1/users/me/rooms", { as: bob })).status).toBe(200);
  }
  await others?.ask({ type: "ping" }, "pong");
});

test("who is no server admin any more comes back with another token, and meanwhile tells nobody anything", async () => {
  const root = await person({ admin: true });
  const socket = await chats[0]!.connect(root);
  stack.users.revoke({ withdrawnAdmins: [{ userId: root.userId, until, at: new Date(), appointed: false }] });
  expect(await socket.closed).toMatchObject({ code: 4005 });
  const late = await chats[1]!.socket();
  expect(await late.ask({ type: "auth", token: root.token }, "error")).toMatchObject({ code: "token_expired" });
  const { userId, username, sid } = root;
  const token = await stack.users.sign({ sub: String(userId), username, sid });
  const renewed = await chats[1]!.connect({ ...root, token });
  expect(await renewed.ask({ type: "broadcast", content: "x" }, "error")).toMatchObject({ code: "forbidden" });
});

test("an instance that was down finds out as it starts", async () => {
  const ada = await person();
  stack.users.revoke({ sessions: [{ id: ada.sid, until }] });
  const late = await stack.start("chat-3");
  expect((await late.rest("GET", "/api/v1/users/me/rooms", { as: ada })).status).toBe(401);
  expect(await metricOf(late, "revocations_up")).toBe(1);
});

test("a user-service that is away leaves tokens good, which is counted; it is heard as soon as it is back", async () => {
  const away = await startChatStack();
  try {
    const chat = await away.start("chat-1");
    const ada = await away.users.register("ada", { sid: "s" });
    const socket = await chat.connect(ada);
    await away.users.stop();
    await eventually(async () => (await metricOf(chat, "revocations_up")) === 0);
    expect((await chat.rest("GET", "/api/v1/users/me/rooms", { as: ada })).status).toBe(200);
    expect(await metricOf(chat, "tokens_unchecked_total")).toBeGreaterThan(0);
    await socket.ask({ type: "ping" }, "pong");
  } finally {
    await away.stop();
  }
});
