import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxUnansweredCommands } from "../limits.ts";
import { eventually } from "../testing/eventually.ts";
import type { TestUser } from "../testing/fake-user-service.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  chat = await stack.start("chat-1");
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterAll(() => stack.stop());

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe("proving who one is", () => {
  test("before auth nothing else is done, and the socket stays open", async () => {
    const socket = await chat.socket();
    for (const frame of [{ type: "join_room", room_id: 1 }, { type: "ping" }, { type: "send_message", content: "x" }]) {
      expect(await socket.ask(frame, "error")).toMatchObject({ code: "unauthenticated" });
    }
    await socket.ask({ type: "auth", token: ada.token }, "success");
  });

  test("a bad token gets an error and ends the socket for good", async () => {
    const socket = await chat.socket();
    expect(await socket.ask({ type: "auth", token: "nonsense" }, "error")).toMatchObject({ code: "unauthenticated" });
    expect(await socket.closed).toMatchObject({ code: 4500 });
  });

  test("an expired token ends the socket in a way that says to come back", async () => {
    const socket = await chat.socket();
    const token = await stack.users.sign({ exp: inSeconds(-1) });
    expect(await socket.ask({ type: "auth", token }, "error")).toMatchObject({ code: "token_expired" });
    expect(await socket.closed).toMatchObject({ code: 4005 });
  });

  test("who says nothing for ten seconds is sent away", async () => {
    const socket = await chat.socket();
    expect(await socket.next("error", undefined, 15_000)).toMatchObject({ code: "unauthenticated" });
    expect(await socket.closed).toMatchObject({ code: 4500 });
  });

  test("the end of a token is announced, and it is renewed in place", async () => {
    const claims = { sub: String(ada.userId), username: "ada" };
    const socket = await chat.connect({ ...ada, token: await stack.users.sign({ ...claims, exp: inSeconds(5) }) });
    expect(Date.parse((await socket.next("token_expiring")).expires_at)).toBeGreaterThan(Date.now());
    const token = await stack.users.sign({ ...claims, exp: inSeconds(600) });
    const renewed = await socket.ask({ type: "auth", token }, "success");
    expect(Date.parse(renewed.expires_at)).toBeGreaterThan(Date.now() + 500_000);
  });

  test("a socket does not change hands", async () => {
    const socket = await chat.connect(ada);
    expect(await socket.ask({ type: "auth", token: bob.token }, "error")).toMatchObject({ code: "forbidden" });
    expect(await socket.ask({ type: "ping" }, "pong")).toBeDefined();
  });

  test("a token and a room in the URL do the same as frames", async () => {
    const socket = await chat.socket(`?token=${ada.token}&room_id=1`);
    expect(await socket.next("success")).toMatchObject({ user: { username: "ada" } });
    expect(await socket.next("room_joined")).toMatchObject({ room_id: 1 });
  });
});

describe("plain=1", () => {
  test("text is a message to the room joined last, and a JSON object stays a frame", async () => {
    const roomId = await chat.createRoom(ada, { name: "By hand" });
    const socket = await chat.socket(`?token=${ada.token}&room_id=${roomId}&plain=1`);
    const lines = ["Hello", "5", '"quoted"', "[1]", '{"type": "ping"', " ", "null"];
    for (const line of lines) socket.sendRaw(line);
    socket.send({ type: "ping", ref: "p" });
    expect(await socket.next("pong")).toMatchObject({ ref: "p" });
    expect(await socket.next("error")).toMatchObject({ code: "invalid_argument", field: "content" });
    await eventually(() => socket.all("new_message").length === 6);
    expect(socket.all("new_message").map(({ content }) => content)).toEqual(lines.filter((line) => line !== " "));
  });

  test("without it, text is no frame", async () => {
    const socket = await chat.socket(`?token=${ada.token}&room_id=1`);
    socket.sendRaw("Hello");
    expect(await socket.next("error")).toMatchObject({ code: "invalid_argument" });
    expect(socket.all("message_ack")).toEqual([]);
  });

  test("text before any room was joined is told so", async () => {
    const socket = await chat.socket(`?token=${ada.token}&plain=1`);
    socket.sendRaw("Hello");
    expect(await socket.next("error")).toMatchObject({ code: "invalid_argument", field: "room_id" });
  });
});

describe("what is sent at once takes effect in its order", () => {
  test("auth, join and messages need not wait for each other's answers", async () => {
    const roomId = await chat.createRoom(ada, { name: "In one go" });
    const socket = await chat.socket();
    socket.send({ type: "auth", token: ada.token });
    socket.send({ type: "join_room", room_id: roomId });
    for (let i = 0; i < 20; i += 1) socket.send({ type: "send_message", content: `m${i}` });
    const history = await socket.ask({ type: "history" }, "history");
    expect(history.messages.map(({ content }) => content)).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`));
    expect(socket.all("message_ack")).toHaveLength(20);
  });

  test("an edit sent right after its message finds it", async () => {
    const roomId = await chat.createRoom(ada, { name: "Quick edit" });
    const socket = await chat.connect(ada);
    const { last_seq } = await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    socket.send({ type: "send_message", content: "a" });
    socket.send({ type: "edit_message", room_id: roomId, seq: last_seq + 1, content: "b" });
    expect((await socket.ask({ type: "history" }, "history")).messages).toMatchObject([{ content: "b" }]);
  });

  test("who sends faster than it is answered is refused past a limit", async () => {
    const socket = await chat.connect(ada);
    const count = maxUnansweredCommands + 36;
    for (let i = 0; i < count; i += 1) socket.send({ type: "join_room", room_id: 1, ref: i });
    const error = await socket.next("error");
    expect(error).toMatchObject({ code: "overloaded", retryable: true, retry_after_ms: 1000 });
    expect(await socket.ask({ type: "ping" }, "pong")).toBeDefined();
  });
});

describe("bad frames get an error, and harm nobody", () => {
  test.each([
    ["{", undefined],
    ["[1]", undefined],
    ["null", undefined],
    ['{"type": "__proto__"}', "type"],
    ['{"type": "constructor"}', "type"],
    ['{"type": 5}', "type"],
    ['{"type": "join_room", "room_id": "general"}', "room_id"],
    ['{"type": "join_room", "room_id": 1, "limit": -5}', "limit"],
    ['{"type": "join_room", "room_id": 1, "limit": 1e9}', "limit"],
    ['{"type": "history", "room_id": 1, "before_seq": 2, "after_seq": 1}', "after_seq"],
    ['{"type": "history", "room_id": 1, "before_seq": 2, "around_seq": 1}', "around_seq"],
    ['{"type": "send_message", "room_id": 1, "content": ""}', "content"],
    ['{"type": "send_message", "room_id": 1, "content": "  "}', "content"],
    ['{"type": "send_message", "room_id": 1, "content": {"a": 1}}', "content"],
    ['{"type": "send_message", "room_id": 1, "content": "a\\u0000b"}', "content"],
    ['{"type": "send_message", "room_id": 1, "content": "\\ud800"}', "content"],
    [`{"type": "send_message", "room_id": 1, "content": "${"x".repeat(10_000)}"}`, "content"],
    ['{"type": "send_message", "room_id": 1, "content": "hi", "client_msg_id": "a\\u0000"}', "client_msg_id"],
    ['{"type": "send_message", "room_id": 1, "content": "hi", "attachment_ids": ["1"]}', "attachment_ids"],
    ['{"type": "typing", "is_typing": 1}', "is_typing"],
    ['{"type": "react", "room_id": 1, "seq": 1, "emoji": "\\u0000", "on": true}', "emoji"],
  ])("%s", async (text, field) => {
    const socket = await chat.connect(ada);
    await socket.ask({ type: "join_room", room_id: 1 }, "room_joined");
    socket.send({ type: "send_message", content: "before" });
    socket.sendRaw(text);
    socket.send({ type: "send_message", content: "after" });
    const error = await socket.next("error");
    expect(error.code).toBe("invalid_argument");
    expect(error.field).toBe(field);
    await socket.next("message_ack");
    await socket.next("message_ack");
    socket.close();
  });

  test.each([
    [{ type: "join_room", room_id: 999_999 }, "room_not_found", "room_id"],
    [{ type: "history", room_id: 999_999 }, "room_not_found", "room_id"],
    [{ type: "send_message", room_id: 999_999, content: "hi" }, "room_not_found", "room_id"],
    [{ type: "edit_message", room_id: 1, seq: 999_999, content: "hi" }, "message_not_found", "seq"],
    [{ type: "delete_message", room_id: 1, seq: 999_999 }, "message_not_found", "seq"],
  ])("%j is %s, and %s named", async (frame, code, field) => {
    const socket = await chat.connect(ada);
    await socket.ask({ type: "join_room", room_id: 1 }, "room_joined");
    expect(await socket.ask(frame, "error")).toMatchObject({ code, field, retryable: false });
    socket.close();
  });

  test("an error repeats ref and client_msg_id", async () => {
    const socket = await chat.connect(ada);
    socket.send({ type: "send_message", ref: "r1", client_msg_id: "c1", room_id: 1, content: "" });
    expect(await socket.next("error")).toMatchObject({ ref: "r1", client_msg_id: "c1", field: "content" });
  });

  test("a binary frame is a breach of the protocol", async () => {
    const socket = await chat.connect(ada);
    socket.sendRaw(new Uint8Array([1, 2, 3]));
    expect(await socket.closed).toMatchObject({ code: 4501 });
  });

  test("a frame above 64 KiB ends the connection", async () => {
    const socket = await chat.connect(ada);
    socket.sendRaw(JSON.stringify({ type: "ping", padding: "x".repeat(70_000) }));
    expect(await socket.closed).toMatchObject({ code: 1006 });
  });
});

test("a full instance refuses the upgrade", async () => {
  const small = await stack.start("chat-small", { MAX_CONNECTIONS: "1", REDIS_URL: "" });
  await small.connect(ada);
  const refused = await upgrade(small.httpPort);
  expect(refused.statusCode).toBe(503);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
});

test("a reader that stalls is ended, and the others miss nothing", async () => {
  const unlimited = await stack.start("chat-unlimited", { RATE_LIMITS: "off" });
  const roomId = await chat.createRoom(ada, { name: "Slow" });
  const stalled = await openRawSocket(unlimited.httpPort);
  stalled.send({ type: "auth", token: bob.token });
  stalled.send({ type: "join_room", room_id: roomId });
  const socket = await unlimited.connect(ada);
  await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
  await eventually(
    async () => (await chat.rest("GET", `/api/v1/rooms/${roomId}`, { as: bob })).json["role"] === "member",
  );
  stalled.socket.pause();

  const content = "€".repeat(4_000);
  let sent = 0;
  const ended = async () => /^slow_consumers_total [1-9]/m.test(await metrics(unlimited.opsPort));
  while (!(await ended()) && sent < 2_000) {
    for (let i = 0; i < 50; i += 1) socket.send({ type: "send_message", content });
    sent += 50;
    for (let i = 0; i < 50; i += 1) await socket.next("message_ack");
  }
  expect(await ended()).toBe(true);
  await eventually(() => socket.all("new_message").length === sent);
  stalled.socket.destroy();
  await eventually(async () => (await metrics(unlimited.opsPort)).includes('websocket_disconnects_total{code="4001"}'));
});

test("a stopping instance sends its sockets away to come back", async () => {
  const leaving = await stack.start("chat-leaving", { DRAIN_MS: "500" });
  const sockets = await Promise.all([leaving.connect(ada), leaving.connect(bob)]);
  const stopped = leaving.stop();
  for (const socket of sockets) {
    expect(await socket.next("reconnect")).toMatchObject({ reason: "shutdown" });
    expect(await socket.closed).toMatchObject({ code: 4000 });
  }
  await stopped;
});

/** The answer to an upgrade that is refused; Node's WebSocket does not show it. */
function upgrade(port: number): Promise<IncomingMessage> {
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/ws", headers }, resolve).on("error", reject);
  });
}

async function metrics(opsPort: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
}
