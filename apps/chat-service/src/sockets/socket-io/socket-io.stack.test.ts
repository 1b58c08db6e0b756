import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import { TestSocketIo } from "../../testing/test-socket-io.ts";

let stack: ChatStack;
let chat: ChatInstance;
let other: ChatInstance;
let ada: TestUser;
let bob: TestUser;
const opened: TestSocketIo[] = [];

beforeAll(async () => {
  stack = await startChatStack();
  chat = await stack.start("chat-1");
  other = await stack.start("chat-2");
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

afterAll(() => stack.stop());

type Options = ConstructorParameters<typeof TestSocketIo>[1];

function open(options: Options = {}, instance: ChatInstance = chat): TestSocketIo {
  const socket = new TestSocketIo(instance.httpPort, options);
  opened.push(socket);
  return socket;
}

async function connect(user: TestUser, options: Options = {}, instance: ChatInstance = chat): Promise<TestSocketIo> {
  const socket = open({ auth: { token: user.token }, ...options }, instance);
  await socket.next("authenticated");
  return socket;
}

describe.each([
  ["polling", { transports: ["polling"] }],
  ["WebSocket", { transports: ["websocket"] }],
  ["polling first, then WebSocket", {}],
])("over %s", (_name, options) => {
  test("its users and hubbub's own are in one room, over two instances", async () => {
    const roomId = await chat.createRoom(ada, { name: `Both ways ${_name}` });
    const native = await other.connect(bob);
    const socket = await connect(ada, options);
    socket.socket.emit("join_room", { roomId: String(roomId) });
    expect((await socket.next("message_history"))[1]).toEqual({ roomId, hasMore: false });
    expect(await socket.next("room_users")).toEqual([
      [{ userId: ada.userId, username: "ada" }],
      { roomId, userCount: 1 },
    ]);

    await native.ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect((await socket.next("user_joined"))[0]).toEqual({
      roomId,
      userId: bob.userId,
      username: "bob",
      userCount: 2,
    });
    expect((await socket.next<unknown[]>("room_users"))[0]).toHaveLength(2);

    socket.socket.emit("typing", { roomId, isTyping: true });
    expect(await native.next("user_typing")).toMatchObject({ username: "ada", is_typing: true });
    const sent = await socket.ask("send_message", { roomId, message: "Hi Bob", clientMsgId: "m1" });
    expect(sent).toMatchObject({
      ok: true,
      id: `${roomId}:${String(sent["seq"])}`,
      clientMsgId: "m1",
      duplicate: false,
    });
    expect(await native.next("new_message")).toMatchObject({ content: "Hi Bob", username: "ada" });
    expect((await socket.next("message"))[0]).toMatchObject({
      id: sent["id"],
      seq: sent["seq"],
      roomId,
      userId: ada.userId,
      username: "ada",
      message: "Hi Bob",
      timestamp: sent["timestamp"],
    });

    native.send({ type: "send_message", content: "Hi Ada" });
    expect((await socket.next("message"))[0]).toMatchObject({ username: "bob", message: "Hi Ada" });
    native.send({ type: "typing", is_typing: true });
    expect((await socket.next("user_typing"))[0]).toMatchObject({ roomId, username: "bob", isTyping: true });
    native.close();
    expect((await socket.next("user_left", undefined, 15_000))[0]).toMatchObject({ username: "bob", userCount: 1 });
    expect((await socket.next<unknown[]>("room_users"))[0]).toHaveLength(1);
    socket.socket.emit("leave_room", {});
    expect((await socket.next("room_left"))[0]).toEqual({ roomId });
  });

  test("the same message sent twice is one", async () => {
    const roomId = await chat.createRoom(ada, { name: `Twice ${_name}` });
    const socket = await connect(ada, options);
    await socket.ask("join_room", { roomId });
    const first = await socket.ask("send_message", { roomId, message: "Once", client_msg_id: "x" });
    const again = await socket.ask("send_message", { roomId, message: "Once", client_msg_id: "x" });
    expect(again).toEqual({ ...first, duplicate: true });
  });

  test("after a cut it comes back by itself, and joining brings the history anew", async () => {
    const roomId = await chat.createRoom(ada, { name: `Back ${_name}` });
    const socket = await connect(ada, options);
    await socket.ask("join_room", { roomId });
    await socket.ask("send_message", { roomId, message: "before" });
    socket.socket.io.engine.close();
    await socket.next("authenticated");
    await socket.ask("join_room", { roomId });
    const [, [history]] = [
      await socket.next("message_history"),
      await socket.next<{ message: string }[]>("message_history"),
    ];
    expect(history.map(({ message }) => message)).toEqual(["before"]);
  });

  test("a bad token is told, and the client does not come back", async () => {
    const socket = open({ auth: { token: "nonsense" }, ...options });
    expect((await socket.next("error"))[0]).toMatchObject({ code: "unauthenticated", retryable: false });
    expect((await socket.next("closing"))[0]).toEqual({ code: 4500, reason: "unauthenticated" });
    expect(await socket.next("disconnect")).toEqual(["io server disconnect"]);
    expect(socket.socket.active).toBe(false);
  });

  test("who says nothing for ten seconds is sent away", async () => {
    const socket = open(options);
    expect((await socket.next("error", undefined, 15_000))[0]).toMatchObject({ code: "unauthenticated" });
    expect(await socket.next("disconnect")).toEqual(["io server disconnect"]);
  });

  test("a draining instance sends its clients away in a way that brings them back", async () => {
    const third = await stack.start("chat-3");
    const socket = await connect(ada, { ...options, reconnection: false }, third);
    await third.stop();
    // A poll that begins when nothing listens any more ends the connection too.
    expect([[], [{ code: 4000, reason: "shutdown" }]]).toContainEqual(socket.all("closing"));
    expect((await socket.next<string>("disconnect"))[0]).toMatch(/^transport/);
  });
});

describe("proving who one is", () => {
  test("an event does what the handshake can", async () => {
    const socket = open();
    expect(await socket.ask("join_room", { roomId: 1 })).toMatchObject({ ok: false, code: "unauthenticated" });
    expect(await socket.ask("authenticate", { token: ada.token })).toMatchObject({
      ok: true,
      userId: ada.userId,
      username: "ada",
      admin: false,
    });
    expect(await socket.ask("authenticate", { token: bob.token })).toMatchObject({ ok: false, code: "forbidden" });
  });

  test("an expired token ends the connection in a way that says to come back", async () => {
    const token = await stack.users.sign({ exp: Math.floor(Date.now() / 1000) - 1 });
    const socket = open({ auth: { token } });
    expect((await socket.next("error"))[0]).toMatchObject({ code: "token_expired" });
    expect(await socket.next("disconnect")).toEqual(["transport close"]);
    await socket.next("connect");
    await socket.next("connect");
  });
});

test("a client of a demo chat is told what is different here", async () => {
  const socket = open();
  expect(await socket.ask("join_room", { roomId: "room1", userId: 1, username: "ada" })).toMatchObject({
    ok: false,
    code: "unauthenticated",
    message: expect.stringContaining("POST /api/v1/users/login") as string,
  });
  expect(await socket.ask("authenticate", { userId: 1, username: "ada" })).toMatchObject({
    ok: false,
    field: "token",
    message: expect.stringContaining("POST /api/v1/users/login") as string,
  });
  await socket.ask("authenticate", { token: ada.token });
  expect(await socket.ask("join_room", { roomId: "room1" })).toMatchObject({
    ok: false,
    field: "roomId",
    message: expect.stringContaining("POST /api/v1/rooms") as string,
  });
});

test("a broadcast reaches whoever is connected, as an event", async () => {
  const admin = await stack.users.register("boss", { admin: true });
  const socket = await connect(ada);
  const native = await other.connect(admin);
  native.send({ type: "broadcast", content: "Down at noon" });
  const [broadcast] = await socket.next("broadcast");
  expect(broadcast).toMatchObject({ username: "boss", message: "Down at noon", roomId: 2 });
  expect(typeof broadcast["timestamp"]).toBe("string");
});

test("edits and deletions arrive as events that name the message", async () => {
  const roomId = await chat.createRoom(ada, { name: "Second thoughts" });
  const socket = await connect(bob);
  await socket.ask("join_room", { roomId });
  const native = await other.connect(ada);
  const { seq } = await native.ask({ type: "send_message", room_id: roomId, content: "tpyo" }, "message_ack");
  native.send({ type: "edit_message", room_id: roomId, seq, content: "typo" });
  expect((await socket.next("message_edited"))[0]).toMatchObject({ roomId, targetSeq: seq, message: "typo" });
  native.send({ type: "delete_message", room_id: roomId, seq });
  expect((await socket.next("message_deleted"))[0]).toMatchObject({ roomId, targetSeq: seq });
});

test("replies in threads, which it does not know, are messages: as they come, and in the history", async () => {
  const roomId = await chat.createRoom(ada, { name: "No threads here" });
  const native = await other.connect(bob);
  await native.ask({ type: "join_room", room_id: roomId }, "room_joined");
  const { seq } = await native.ask({ type: "send_message", content: "Lunch?" }, "message_ack");
  const socket = await connect(ada);
  socket.socket.emit("join_room", { roomId });
  await socket.next("message_history");
  await native.ask({ type: "send_message", content: "At one", thread_seq: seq }, "message_ack");
  expect((await socket.next("message"))[0]).toMatchObject({ username: "bob", message: "At one" });
  socket.socket.emit("join_room", { roomId });
  const [history] = await socket.next<{ message: string }[]>("message_history");
  expect(history.map(({ message }) => message)).toEqual(["Lunch?", "At one"]);
});
