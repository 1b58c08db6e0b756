import { waitFor } from "@hubbub/stack/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "./testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import type { TestSocket } from "./testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
/** Without Redis, for what is counted to the last one: who waits for Redis in vain has another burst. */
let alone: ChatInstance;
let people = 0;
let places = 0;

/** Nothing comes back while a test runs. */
const slow = {
  LIMIT_MESSAGES: "1/3600:8",
  LIMIT_ROOM_MESSAGES: "1/3600:5",
  LIMIT_CHANGES: "1/3600:5",
  LIMIT_MEMBERSHIPS: "1/3600:4",
  LIMIT_ROOMS: "1/3600:3",
  LIMIT_ADDS: "1/3600:3",
  LIMIT_DIRECT: "1/3600:2",
  LIMIT_READS: "1/3600:4",
  LIMIT_SEARCH: "1/3600:2",
  LIMIT_CONNECTS: "1/3600:6",
  LIMIT_OPEN_SOCKETS: "3",
};

beforeAll(async () => {
  stack = await startChatStack();
  const settings = { RATE_LIMITS: "on", ...slow };
  [one, two, alone] = await Promise.all([
    stack.start("chat-1", settings),
    stack.start("chat-2", settings),
    stack.start("chat-alone", { ...settings, REDIS_URL: "" }),
  ]);
});
afterAll(() => stack.stop());

function someone(claims = {}): Promise<TestUser> {
  people += 1;
  return stack.users.register(`person${people}`, claims);
}

/** From an address of its own: what each test connects is no other's. */
async function connect(chat: ChatInstance, user: TestUser): Promise<TestSocket> {
  const socket = await chat.socket("", { address: `198.51.100.${user.userId}` });
  await socket.ask({ type: "auth", token: user.token }, "success");
  return socket;
}

/** From another address each time: how the first frame was answered. */
async function tryToConnect(chat: ChatInstance, user: TestUser) {
  places += 1;
  const socket = await chat.socket("", { address: `2001:db8:${user.userId}:${places}::1` });
  socket.send({ type: "auth", token: user.token });
  await waitFor(() => expect(socket.frames).not.toEqual([]));
  return { socket, answer: socket.frames[0]! };
}

async function limited(chat: ChatInstance, limit: string): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${chat.opsPort}/metrics`)).text();
  return Number(new RegExp(`^rate_limited_total\\{limit="${limit}"\\} (\\d+)$`, "m").exec(metrics)?.[1]);
}

async function inRoom(chat: ChatInstance, owner: TestUser): Promise<{ socket: TestSocket; roomId: number }> {
  const roomId = await chat.createRoom(owner, { name: `room of ${owner.username}` });
  const socket = await connect(chat, owner);
  await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
  return { socket, roomId };
}

const problem = { code: "rate_limited", retry_after_ms: expect.any(Number) };
const refused = { ...problem, retryable: true };

describe("messages", () => {
  test("past the burst of a room each is refused with its client_msg_id and when to come back; another room goes on", async () => {
    const ada = await someone();
    const { socket } = await inRoom(one, ada);
    const before = await limited(one, "room_messages");
    for (let sent = 0; sent < 5; sent += 1) await socket.ask({ type: "send_message", content: "hello" }, "message_ack");
    const answer = await socket.ask({ type: "send_message", content: "hello", client_msg_id: "six" }, "error");
    expect(answer).toMatchObject({ ...refused, client_msg_id: "six" });
    expect(answer.retry_after_ms).toBeGreaterThan(3_500_000);
    expect(await limited(one, "room_messages")).toBe(before + 1);

    const other = await one.createRoom(ada, { name: `other room of ${ada.username}` });
    for (let sent = 0; sent < 3; sent += 1) {
      await socket.ask({ type: "send_message", room_id: other, content: "hello" }, "message_ack");
    }
    expect(await socket.ask({ type: "send_message", room_id: other, content: "hello" }, "error")).toMatchObject(
      refused,
    );
    expect(await limited(one, "messages")).toBeGreaterThan(0);
  });

  test("by REST and by socket, here and there, it is one share", async () => {
    const ada = await someone();
    const { socket, roomId } = await inRoom(one, ada);
    for (let sent = 0; sent < 5; sent += 1) await socket.ask({ type: "send_message", content: "hello" }, "message_ack");
    const post = (chat: ChatInstance) =>
      chat.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "hello" } });
    expect(await post(one)).toMatchObject({ status: 429, json: problem });
    // The other instance hears of it with what it spends itself.
    await waitFor(async () => expect(await post(two)).toMatchObject({ status: 429, json: problem }));
    const { headers } = await post(two);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(3_000);
  });

  test("what is wrong with a message costs nothing", async () => {
    const ada = await someone();
    const { socket } = await inRoom(one, ada);
    for (let wrong = 0; wrong < 20; wrong += 1) {
      const answer = await socket.ask({ type: "send_message", content: " " }, "error");
      expect(answer).toMatchObject({ code: "invalid_argument" });
    }
    await socket.ask({ type: "send_message", content: "hello" }, "message_ack");
  });
});

test("edits, deletions, reactions, pins and changes of rooms share a limit", async () => {
  const ada = await someone();
  const { socket, roomId } = await inRoom(one, ada);
  const { seq } = await socket.ask({ type: "send_message", content: "hello" }, "message_ack");
  await socket.ask({ type: "react", seq, emoji: "👍", on: true }, "ok");
  await socket.ask({ type: "edit_message", seq, content: "hullo" }, "ok");
  await socket.ask({ type: "pin_message", seq, on: true }, "ok");
  const topic = (text: string) => one.rest("PATCH", `/api/v1/rooms/${roomId}`, { as: ada, body: { topic: text } });
  expect((await topic("one")).status).toBe(200);
  await socket.ask({ type: "delete_message", seq }, "ok");
  const pin = `/api/v1/rooms/${roomId}/messages/${seq}/pin`;
  expect(await one.rest("DELETE", pin, { as: ada })).toMatchObject({ status: 429, json: problem });
  const reaction = `/api/v1/rooms/${roomId}/messages/${seq}/reactions/x`;
  expect(await one.rest("PUT", reaction, { as: ada })).toMatchObject({ status: 429, json: problem });
  expect(await topic("two")).toMatchObject({ status: 429, json: problem });
  expect(await socket.ask({ type: "react", seq, emoji: "👍", on: false }, "error")).toMatchObject(refused);
});

test("rooms made, people added and memberships changed have their limits, which server admins do not meet", async () => {
  const [ada, bob, root] = await Promise.all([someone(), someone(), someone({ admin: true })]);
  const statuses = async (as: TestUser, tries: number, path: () => string, body: () => object) => {
    const seen: number[] = [];
    for (let tried = 0; tried < tries; tried += 1)
      seen.push((await alone.rest("POST", path(), { as, body: body() })).status);
    return seen;
  };
  let made = 0;
  const makeRooms = (as: TestUser) =>
    statuses(
      as,
      4,
      () => "/api/v1/rooms",
      () => ({ name: `${as.username} ${(made += 1)}`, type: "public" }),
    );
  expect(await makeRooms(ada)).toEqual([200, 200, 200, 429]);
  expect(await makeRooms(root)).toEqual([200, 200, 200, 200]);

  const roomId = await alone.createRoom(bob, { name: `room of ${bob.username}` });
  let joined = 0;
  const joinAndLeave = (as: TestUser) =>
    statuses(
      as,
      5,
      () => `/api/v1/rooms/${roomId}/${(joined += 1) % 2 === 1 ? "join" : "leave"}`,
      () => ({}),
    );
  expect(await joinAndLeave(ada)).toEqual([200, 200, 200, 200, 429]);
  expect(await joinAndLeave(root)).toEqual([200, 200, 200, 200, 200]);

  const strangers = await Promise.all(Array.from({ length: 4 }, () => someone()));
  const add = (as: TestUser) =>
    statuses(
      as,
      4,
      () => `/api/v1/rooms/${roomId}/members`,
      () => ({ username: strangers.pop()?.username }),
    );
  expect(await add(bob)).toEqual([200, 200, 200, 429]);
  expect(await limited(alone, "adds")).toBeGreaterThan(0);
});

test("direct rooms are begun with few strangers, and with everybody whom one knows", async () => {
  const [ada, friend, ...strangers] = await Promise.all(Array.from({ length: 6 }, () => someone()));
  if (ada === undefined || friend === undefined) throw new Error("nobody");
  const roomId = await alone.createRoom(friend, { name: `private of ${friend.username}`, type: "private" });
  await alone.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: friend, body: { user_id: ada.userId } });
  const open = async (other: TestUser | undefined) =>
    (await alone.rest("POST", `/api/v1/users/${other?.userId}/dm`, { as: ada, body: {} })).status;
  expect([await open(strangers[0]), await open(strangers[1]), await open(strangers[2])]).toEqual([200, 200, 429]);
  expect(await open(friend)).toBe(200);
  expect(await open(ada)).toBe(200);
  // What is open already is only found again.
  expect(await open(strangers[0])).toBe(200);
  const socket = await connect(alone, ada);
  const dm = { type: "dm", to: strangers[3]?.username, content: "hello" };
  expect(await socket.ask(dm, "error")).toMatchObject(refused);
});

test("history and lists have a limit together", async () => {
  const ada = await someone();
  const { socket, roomId } = await inRoom(one, ada);
  await socket.ask({ type: "history" }, "history");
  const paths = ["/api/v1/rooms", "/api/v1/users/me/rooms", `/api/v1/rooms/${roomId}/members`];
  for (const path of paths) expect((await one.rest("GET", path, { as: ada })).status).toBe(200);
  const messages = `/api/v1/rooms/${roomId}/messages`;
  const single = [`${messages}/1`, `${messages}/1/edits`, `${messages}/at?time=2026-01-01T00:00:00Z`];
  for (const path of [...paths, messages, ...single, `/api/chat/${roomId}/history`]) {
    expect(await one.rest("GET", path, { as: ada })).toMatchObject({ status: 429, json: problem });
  }
  expect(await socket.ask({ type: "mark_unread", seq: 1 }, "error")).toMatchObject(refused);
  expect(await socket.ask({ type: "history" }, "error")).toMatchObject(refused);
});

test("searches have a limit of their own, and what is not understood costs nothing", async () => {
  const ada = await someone();
  const search = async (q: string) =>
    (await one.rest("GET", `/api/v1/messages/search?q=${encodeURIComponent(q)}`, { as: ada })).status;
  for (const [q, status] of [
    ["has:money", 400],
    ["...", 400],
    ["hello", 200],
    ["hello", 200],
    ["hello", 429],
  ] as const) {
    expect(await search(q), q).toBe(status);
  }
  expect((await one.rest("GET", "/api/v1/rooms", { as: ada })).status).toBe(200);
});

describe("connections", () => {
  test("an account has so many sockets on all instances together; the next is told and sent away to come back", async () => {
    const ada = await someone();
    const open = [await connect(one, ada), await connect(one, ada)];
    // The other instance may not have heard of the two yet.
    await waitFor(async () => {
      const { socket, answer } = await tryToConnect(two, ada);
      if (answer.type === "success") open.push(socket);
      expect(answer).toMatchObject({ type: "error", ...refused });
      expect(await socket.closed).toMatchObject({ code: 4003 });
    });
    expect(open.length).toBeLessThanOrEqual(4);
    expect(await limited(two, "open_sockets")).toBeGreaterThan(0);
    for (const socket of open) socket.close();
    await waitFor(async () => expect((await tryToConnect(one, ada)).answer).toMatchObject({ type: "success" }));
  });

  test("an account whose socket is ended for what it sent waits before it is taken again, wherever it comes from", async () => {
    const [ada, bob] = await Promise.all([someone(), someone()]);
    const socket = await connect(one, ada);
    for (let sent = 0; sent < 1_000; sent += 1) socket.send({ type: "ping" });
    expect(await socket.closed).toMatchObject({ code: 4003 });
    const again = await one.socket("", { address: "192.0.2.77" });
    expect(await again.ask({ type: "auth", token: ada.token }, "error")).toMatchObject(refused);
    expect(await again.closed).toMatchObject({ code: 4003 });
    const other = await one.socket("", { address: "192.0.2.77" });
    await other.ask({ type: "auth", token: bob.token }, "success");
  });

  test("an address whose sockets are ended for what they sent waits too", async () => {
    const address = "192.0.2.78";
    const socket = await one.socket("", { address });
    socket.sendRaw("x".repeat(10_000));
    expect(await socket.closed).toMatchObject({ code: 4501 });
    await expect(one.socket("", { address })).rejects.toThrow("not opened");
    await one.socket("", { address: "192.0.2.79" });
  });

  test("an address connects so often, and is told when to come back", async () => {
    const upgrade = () =>
      fetch(`http://127.0.0.1:${one.httpPort}/socket.io/?EIO=4&transport=polling`, {
        headers: { "x-real-ip": "2001:db8:7::1" },
      });
    for (let opened = 0; opened < 6; opened += 1) expect((await upgrade()).status).toBe(200);
    const answer = await upgrade();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(3_000);
    expect(await answer.json()).toMatchObject({ code: "rate_limited", retry_after_ms: expect.any(Number) });
    await expect(one.socket("", { address: "2001:db8:7::2" })).rejects.toThrow("not opened");
    await (await one.socket("", { address: "2001:db8:8::1" })).ask({ type: "ping" }, "error");
    expect(await limited(one, "connects")).toBeGreaterThan(0);
  });
});

test("joins of a socket past its fiftieth read history like any other page", async () => {
  const ada = await someone();
  const { socket, roomId } = await inRoom(one, ada);
  const join = (answer: "room_joined" | "error") => socket.ask({ type: "join_room", room_id: roomId }, answer);
  for (let joined = 1; joined < 50 + 4; joined += 1) await join("room_joined");
  expect(await join("error")).toMatchObject(refused);
});

test("with RATE_LIMITS=off nothing is refused", async () => {
  const free = await stack.start("chat-3", { ...slow, RATE_LIMITS: "off" });
  const ada = await someone();
  const { socket } = await inRoom(free, ada);
  for (let sent = 0; sent < 20; sent += 1) await socket.ask({ type: "send_message", content: "hello" }, "message_ack");
  for (let opened = 0; opened < 10; opened += 1) await connect(free, ada);
  expect(await limited(free, "messages")).toBe(0);
});
