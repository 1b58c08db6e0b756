import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "./testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  [ada, bob, eve] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("eve"),
  ]);
});

afterAll(() => stack.stop());

let rooms = 0;
function newRoom(owner = ada, type = "public"): Promise<number> {
  rooms += 1;
  return one.createRoom(owner, { name: `Room ${rooms}`, type });
}

/** Ada on the first instance and Bob on the second, both in a new public room. */
async function conversation() {
  const roomId = await newRoom();
  const [adas, bobs] = await Promise.all([one.connect(ada), two.connect(bob)]);
  await adas.ask({ type: "join_room", room_id: roomId }, "room_joined");
  const joined = await bobs.ask({ type: "join_room", room_id: roomId }, "room_joined");
  return { roomId, adas, bobs, joined };
}

describe("a conversation across two instances", () => {
  test("auth says who one is and which instance answers", async () => {
    const socket = await two.socket();
    const success = await socket.ask({ type: "auth", token: bob.token }, "success");
    expect(success).toMatchObject({
      message: "Authenticated as bob",
      user: { id: bob.userId, username: "bob", admin: false },
      server_id: "chat-2",
      heartbeat_ms: 25_000,
    });
    expect(Date.parse(success.expires_at)).toBeGreaterThan(Date.now());
  });

  test("a message sent here arrives there and here, with the seq of its ack", async () => {
    const { roomId, adas, bobs } = await conversation();
    adas.send({ type: "send_message", ref: 7, content: "hello", client_msg_id: "m1" });
    const ack = await adas.next("message_ack");
    expect(ack).toMatchObject({ ref: 7, room_id: roomId, client_msg_id: "m1", duplicate: false });
    for (const socket of [adas, bobs]) {
      expect(await socket.next("new_message")).toEqual({
        type: "new_message",
        id: `${roomId}:${ack.seq}`,
        room_id: roomId,
        seq: ack.seq,
        user_id: ada.userId,
        username: "ada",
        content: "hello",
        client_msg_id: "m1",
        created_at: ack.created_at,
        reactions: [],
      });
    }
  });

  test("every joined socket sees all events in one order without holes", async () => {
    const { adas, bobs, joined } = await conversation();
    const count = 30;
    for (let i = 0; i < count; i += 1) {
      adas.send({ type: "send_message", content: `a${i}`, client_msg_id: `a${i}` });
      bobs.send({ type: "send_message", content: `b${i}`, client_msg_id: `b${i}` });
    }
    const expected = Array.from({ length: 2 * count }, (_, i) => joined.last_seq + 1 + i);
    for (const socket of [adas, bobs]) {
      await socket.next("new_message", ({ seq }) => seq === expected.at(-1));
      const messages = socket.all("new_message");
      expect(messages.map(({ seq }) => seq)).toEqual(expected);
      expect(messages.filter(({ user_id }) => user_id === ada.userId).map(({ content }) => content)).toEqual(
        Array.from({ length: count }, (_, i) => `a${i}`),
      );
    }
  });

  test("the same client_msg_id is one message, on whichever instance it is sent again", async () => {
    const { roomId, adas, bobs } = await conversation();
    const message = { type: "send_message", room_id: roomId, content: "once", client_msg_id: "same" };
    const first = await adas.ask(message, "message_ack");
    const elsewhere = await two.connect(ada);
    const again = await elsewhere.ask(message, "message_ack");
    expect(again).toMatchObject({ seq: first.seq, created_at: first.created_at, duplicate: true });
    await bobs.ask({ type: "send_message", content: "after" }, "message_ack");
    await bobs.next("new_message", ({ content }) => content === "after");
    expect(bobs.all("new_message").map(({ content }) => content)).toEqual(["once", "after"]);
  });

  test("an edit and a deletion reach everybody with a seq of their own", async () => {
    const { roomId, adas, bobs } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "tpyo" }, "message_ack");
    expect(await adas.ask({ type: "edit_message", room_id: roomId, seq, content: "typo" }, "ok")).toMatchObject({
      room_id: roomId,
    });
    const edited = { seq: seq + 1, target_seq: seq, content: "typo", user_id: ada.userId };
    expect(await bobs.next("message_edited")).toMatchObject(edited);
    await adas.ask({ type: "delete_message", room_id: roomId, seq }, "ok");
    expect(await bobs.next("message_deleted")).toMatchObject({ seq: seq + 2, target_seq: seq });
    const { messages } = await bobs.ask({ type: "history", room_id: roomId }, "history");
    expect(messages).toMatchObject([{ seq, content: "", updated_seq: seq + 2 }]);
  });

  test("nobody edits another's message", async () => {
    const { roomId, adas, bobs } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "mine" }, "message_ack");
    const error = await bobs.ask({ type: "edit_message", room_id: roomId, seq, content: "his" }, "error");
    expect(error).toMatchObject({ code: "forbidden", retryable: false });
  });

  test("a reaction reaches everybody", async () => {
    const { roomId, adas, bobs } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "nice" }, "message_ack");
    await bobs.ask({ type: "react", room_id: roomId, seq, emoji: "👍", on: true }, "ok");
    expect(await adas.next("reaction")).toMatchObject({ target_seq: seq, emoji: "👍", user_ids: [bob.userId] });
  });
});

describe("coming back", () => {
  test("a dropped client gets the events it missed, as their ordinary frames", async () => {
    const { roomId, adas, bobs, joined } = await conversation();
    bobs.close();
    await bobs.closed;
    for (const content of ["one", "two", "three"]) await adas.ask({ type: "send_message", content }, "message_ack");
    const back = await two.connect(bob);
    const resumed = await back.ask(
      { type: "join_room", room_id: roomId, after_seq: joined.last_seq, epoch: joined.epoch },
      "room_joined",
    );
    expect(resumed).toMatchObject({ recovered: true, messages: [], last_seq: joined.last_seq + 3 });
    await back.next("new_message", ({ content }) => content === "three");
    expect(back.all("new_message").map(({ content }) => content)).toEqual(["one", "two", "three"]);
  });

  test.each([
    ["a position that the room has not reached", { after_seq: 1_000_000 }],
    ["a position in another log", { after_seq: 0, epoch: "00000000-0000-4000-8000-000000000000" }],
    ["a position in what is no epoch at all", { after_seq: 0, epoch: "'; drop table rooms; --" }],
  ])("%s gets a fresh page", async (_, position) => {
    const { roomId, adas } = await conversation();
    await adas.ask({ type: "send_message", content: "hi" }, "message_ack");
    const back = await two.connect(bob);
    const joined = await back.ask({ type: "join_room", room_id: roomId, ...position }, "room_joined");
    expect(joined).toMatchObject({ recovered: false, messages: [{ content: "hi" }] });
  });

  test("history pages backwards and forwards", async () => {
    const { roomId, adas } = await conversation();
    for (let i = 1; i <= 5; i += 1) await adas.ask({ type: "send_message", content: `m${i}` }, "message_ack");
    const latest = await adas.ask({ type: "history", room_id: roomId, limit: 2 }, "history");
    expect(latest).toMatchObject({ messages: [{ content: "m4" }, { content: "m5" }], has_more: true });
    const before_seq = latest.messages[0]?.seq;
    const before = await adas.ask({ type: "history", room_id: roomId, limit: 3, before_seq }, "history");
    expect(before).toMatchObject({ messages: [{ content: "m1" }, { content: "m2" }, { content: "m3" }] });
    expect(before.has_more).toBe(false);
    const after_seq = before.messages[0]?.seq;
    const after = await adas.ask({ type: "history", room_id: roomId, limit: 3, after_seq }, "history");
    expect(after).toMatchObject({
      messages: [{ content: "m2" }, { content: "m3" }, { content: "m4" }],
      has_more: true,
    });
  });
});

describe("who is here", () => {
  test("a joiner sees who is here, and the others see the joiner", async () => {
    const { roomId, adas, joined } = await conversation();
    expect(joined.user_count).toBe(2);
    expect(joined.users).toEqual(
      expect.arrayContaining([
        { user_id: ada.userId, username: "ada" },
        { user_id: bob.userId, username: "bob" },
      ]),
    );
    expect(await adas.next("user_joined")).toEqual({
      type: "user_joined",
      room_id: roomId,
      user_id: bob.userId,
      username: "bob",
      user_count: 2,
    });
  });

  test("who leaves the room is gone after the grace period", async () => {
    const { roomId, adas, bobs } = await conversation();
    expect(await bobs.ask({ type: "leave_room" }, "room_left")).toMatchObject({ room_id: roomId });
    const left = await adas.next("user_left", undefined, 15_000);
    expect(left).toMatchObject({ room_id: roomId, user_id: bob.userId, user_count: 1 });
  });

  test("typing reaches the others and ends by itself", async () => {
    const { roomId, adas, bobs } = await conversation();
    adas.send({ type: "typing", is_typing: true });
    const typing = { room_id: roomId, user_id: ada.userId, username: "ada" };
    expect(await bobs.next("user_typing")).toEqual({ type: "user_typing", ...typing, is_typing: true });
    expect(await bobs.next("user_typing")).toMatchObject({ ...typing, is_typing: false });
    expect(adas.all("user_typing")).toEqual([]);
  });

  test("sending ends typing", async () => {
    const { adas, bobs } = await conversation();
    adas.send({ type: "typing", is_typing: true });
    await bobs.next("user_typing", ({ is_typing }) => is_typing);
    const begunMs = Date.now();
    adas.send({ type: "send_message", content: "done" });
    await bobs.next("user_typing", ({ is_typing }) => !is_typing);
    expect(Date.now() - begunMs).toBeLessThan(3_000);
  });
});

describe("rooms", () => {
  test("joining a public room makes one a member", async () => {
    const { roomId, joined, adas } = await conversation();
    expect(joined).toMatchObject({
      room: { id: roomId, type: "public", member_count: 2, role: "member" },
      me: { user_id: bob.userId, role: "member" },
    });
    expect(await adas.next("member_added")).toMatchObject({ users: [{ user_id: bob.userId, role: "member" }] });
  });

  test("announcements are read without becoming a member, and not written", async () => {
    const socket = await one.connect(eve);
    const joined = await socket.ask({ type: "join_room", room_id: 2 }, "room_joined");
    expect(joined).toMatchObject({ room: { type: "announcement" } });
    const error = await socket.ask({ type: "send_message", room_id: 2, content: "me too" }, "error");
    expect(error).toMatchObject({ code: "forbidden" });
  });

  test("a private room does not exist for others", async () => {
    const roomId = await newRoom(ada, "private");
    const socket = await two.connect(eve);
    for (const frame of [
      { type: "join_room", room_id: roomId },
      { type: "history", room_id: roomId },
      { type: "send_message", room_id: roomId, content: "hi" },
    ]) {
      expect(await socket.ask(frame, "error")).toMatchObject({ code: "room_not_found" });
    }
    for (const path of [
      `/api/v1/rooms/${roomId}`,
      `/api/v1/rooms/${roomId}/messages`,
      `/api/v1/rooms/${roomId}/members`,
    ]) {
      expect(await two.rest("GET", path, { as: eve })).toMatchObject({ status: 404, json: { code: "room_not_found" } });
    }
  });

  test("who is removed reads no further, and may not come back into a private room", async () => {
    const roomId = await newRoom(ada, "private");
    await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { username: "BOB" } });
    const bobs = await two.connect(bob);
    await bobs.ask({ type: "join_room", room_id: roomId }, "room_joined");
    const removed = await one.rest("DELETE", `/api/v1/rooms/${roomId}/members/${bob.userId}`, { as: ada });
    expect(removed.status).toBe(200);
    expect(await bobs.next("member_removed")).toMatchObject({ users: [{ user_id: bob.userId }], reason: "removed" });
    await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "he is gone" } });
    expect(await bobs.ask({ type: "join_room", room_id: roomId }, "error")).toMatchObject({ code: "room_not_found" });
    expect(bobs.all("new_message")).toEqual([]);
  });

  test("without room_id the room joined last is meant", async () => {
    const [first, second] = [await newRoom(), await newRoom()];
    const socket = await one.connect(ada);
    socket.send({ type: "join_room", room_id: first });
    socket.send({ type: "join_room", room_id: second });
    expect(await socket.ask({ type: "send_message", content: "a" }, "message_ack")).toMatchObject({ room_id: second });
    await socket.ask({ type: "leave_room" }, "room_left");
    expect(await socket.ask({ type: "send_message", content: "b" }, "message_ack")).toMatchObject({ room_id: first });
    await socket.ask({ type: "leave_room" }, "room_left");
    const error = await socket.ask({ type: "send_message", content: "c" }, "error");
    expect(error).toMatchObject({ code: "invalid_argument", field: "room_id" });
  });

  test("a list of rooms pages by name and is searched without case", async () => {
    for (const name of ["Zebra A", "zebra b", "ZEBRA C"]) await one.createRoom(ada, { name });
    const first = await one.rest("GET", "/api/v1/rooms?query=zeBRA&page_size=2", { as: eve });
    expect(first.json).toMatchObject({ rooms: [{ name: "Zebra A" }, { name: "zebra b" }] });
    const token = String(first.json["next_page_token"]);
    const rest = await one.rest("GET", `/api/v1/rooms?query=zebra&page_size=2&page_token=${token}`, { as: eve });
    expect(rest.json).toMatchObject({ rooms: [{ name: "ZEBRA C" }], next_page_token: "" });
  });

  test("one's own rooms show what is unread", async () => {
    const { roomId, bobs } = await conversation();
    const { seq } = await bobs.ask({ type: "send_message", content: "read me" }, "message_ack");
    const mine = await one.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as: ada });
    const room = (mine.json["rooms"] as Record<string, unknown>[]).find(({ id }) => id === roomId);
    expect(room).toMatchObject({ last_seq: seq, unread_count: 1, role: "owner", type: "public" });
    const his = await two.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as: bob });
    const seen = (his.json["rooms"] as Record<string, unknown>[]).find(({ id }) => id === roomId);
    expect(seen).toMatchObject({ last_read_seq: seq, unread_count: 0 });
  });

  test("members are listed in the order they joined, with their names", async () => {
    const { roomId } = await conversation();
    const path = `/api/v1/rooms/${roomId}/members?page_size=1`;
    const first = await one.rest("GET", path, { as: ada });
    expect(first.json).toMatchObject({ members: [{ user_id: ada.userId, username: "ada", role: "owner" }] });
    const next = await one.rest("GET", `${path}&page_token=${String(first.json["next_page_token"])}`, { as: ada });
    expect(next.json).toMatchObject({ members: [{ username: "bob", role: "member" }], next_page_token: "" });
  });
});

describe("over REST", () => {
  test("a message is posted once per Idempotency-Key, and read in pages", async () => {
    const { roomId, bobs } = await conversation();
    const post = () =>
      one.rest("POST", `/api/v1/rooms/${roomId}/messages`, {
        as: ada,
        body: { content: "by REST" },
        headers: { "idempotency-key": "key-1" },
      });
    const [first, again] = [await post(), await post()];
    expect(first).toMatchObject({ status: 200, json: { content: "by REST", client_msg_id: "key-1", username: "ada" } });
    expect(again.json).toEqual(first.json);
    const { type: _, ...arrived } = await bobs.next("new_message");
    expect(first.json).toMatchObject(arrived);
    const page = await two.rest("GET", `/api/v1/rooms/${roomId}/messages?limit=10`, { as: bob });
    expect(page.json).toEqual({ messages: [first.json], has_more: false });
  });

  test("a message is edited and deleted", async () => {
    const { roomId, adas } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "old" }, "message_ack");
    const path = `/api/v1/rooms/${roomId}/messages/${seq}`;
    const edited = await one.rest("PATCH", path, { as: ada, body: { content: "new" } });
    expect(edited).toMatchObject({ status: 200, json: { content: "new", updated_seq: seq + 1 } });
    const deleted = await one.rest("DELETE", path, { as: ada });
    expect(deleted).toMatchObject({ status: 200, json: { content: "", updated_seq: seq + 2 } });
  });

  test("rooms are changed, left and archived", async () => {
    const roomId = await newRoom();
    const path = `/api/v1/rooms/${roomId}`;
    const changed = await one.rest("PATCH", path, { as: ada, body: { topic: "Tea" } });
    expect(changed).toMatchObject({ status: 200, json: { topic: "Tea" } });
    expect(await one.rest("PATCH", path, { as: eve, body: { topic: "Mine" } })).toMatchObject({ status: 403 });
    expect((await two.rest("POST", `${path}/join`, { as: bob })).json).toMatchObject({ role: "member" });
    expect((await two.rest("POST", `${path}/leave`, { as: bob })).status).toBe(200);
    const archived = await one.rest("DELETE", path, { as: ada });
    expect(archived.json).toHaveProperty("archived_at");
    const late = await one.rest("POST", `${path}/messages`, { as: ada, body: { content: "late" } });
    expect(late).toMatchObject({ status: 409, json: { code: "room_archived" } });
  });

  test("the older dialect's routes answer", async () => {
    expect((await one.rest("GET", "/health")).json).toMatchObject({ status: "ok" });
    const { roomId, adas } = await conversation();
    await adas.ask({ type: "send_message", content: "old style" }, "message_ack");
    const history = await one.rest("GET", `/api/chat/${roomId}/history?limit=5`, { as: ada });
    expect(history.json).toMatchObject({ success: true, messages: [{ content: "old style" }] });
    expect(await one.rest("GET", `/api/chat/${roomId}/history`)).toMatchObject({ status: 401 });
  });

  test("the API describes itself", async () => {
    const { json } = await one.rest("GET", "/api/openapi.json");
    expect(json).toMatchObject({ openapi: "3.1.0" });
    expect(Object.keys(json["paths"] as object)).toContain("/api/v1/rooms/{room_id}/messages");
  });
});

describe("bad input over REST", () => {
  test.each([
    ["POST", "/api/v1/rooms", { name: "" }, "name"],
    ["POST", "/api/v1/rooms", { name: "   " }, "name"],
    ["POST", "/api/v1/rooms", { name: "x".repeat(81) }, "name"],
    ["POST", "/api/v1/rooms", { name: "a\u0000b" }, "name"],
    ["POST", "/api/v1/rooms", { name: "a\nb" }, "name"],
    ["POST", "/api/v1/rooms", { name: "\u200b" }, "name"],
    ["POST", "/api/v1/rooms", { name: 5 }, "name"],
    ["POST", "/api/v1/rooms", { name: "ok", topic: "x".repeat(251) }, "topic"],
    ["POST", "/api/v1/rooms", { name: "ok", type: "direct" }, "type"],
    ["POST", "/api/v1/rooms/1/messages", { content: "" }, "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: " \n " }, "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: "x".repeat(10_000) }, "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: "a\u0000b" }, "content"],
    ["POST", "/api/v1/rooms/1/messages", '{"content": "\\ud800"}', "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: "hi", client_msg_id: "x".repeat(65) }, "client_msg_id"],
    ["POST", "/api/v1/rooms/1/members", {}, "username"],
    ["POST", "/api/v1/rooms/1/members", { username: "a\u0000b" }, "username"],
    ["GET", "/api/v1/rooms/general", undefined, "id"],
    ["GET", "/api/v1/rooms/-1", undefined, "id"],
    ["GET", "/api/v1/rooms/1/messages?limit=-1", undefined, "limit"],
    ["GET", "/api/v1/rooms/1/messages?limit=0", undefined, "limit"],
    ["GET", "/api/v1/rooms/1/messages?limit=1000000000", undefined, "limit"],
    ["GET", "/api/v1/rooms/1/messages?before_seq=5&after_seq=1", undefined, "after_seq"],
    ["GET", "/api/v1/rooms/1/messages?before_seq=-5", undefined, "before_seq"],
    ["GET", "/api/v1/rooms?page_size=101", undefined, "page_size"],
    ["GET", "/api/v1/rooms?page_token=nonsense", undefined, "page_token"],
    ["GET", "/api/v1/rooms?query=%00", undefined, "query"],
  ])("%s %s %j names %s", async (method, path, body, field) => {
    const { status, json } = await one.rest(method, path, { as: ada, body });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: "invalid_argument", errors: [{ field }] });
  });

  test("what has no member, no user or no name free says so", async () => {
    const roomId = await newRoom();
    const nobody = await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { username: "who" } });
    expect(nobody).toMatchObject({ status: 404, json: { code: "user_not_found", errors: [{ field: "username" }] } });
    const taken = await one.rest("POST", "/api/v1/rooms", { as: ada, body: { name: "GENERAL" } });
    expect(taken).toMatchObject({ status: 409, json: { code: "already_exists", errors: [{ field: "name" }] } });
  });

  test("SQL and HTML are text like any other", async () => {
    const name = `Robert'); drop table rooms; -- <script>alert(1)</script>`;
    const roomId = await one.createRoom(ada, { name, topic: name });
    const { json } = await one.rest("GET", `/api/v1/rooms?query=${encodeURIComponent(name)}`, { as: ada });
    expect(json).toMatchObject({ rooms: [{ id: roomId, name, topic: name }] });
    const post = { as: ada, body: { content: name } };
    expect((await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, post)).json).toMatchObject({ content: name });
  });

  test("without a token, or with a wrong one, one is told to sign in", async () => {
    expect(await one.rest("GET", "/api/v1/rooms")).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    const wrong = { ...ada, token: `${ada.token}x` };
    expect(await one.rest("GET", "/api/v1/rooms", { as: wrong })).toMatchObject({ json: { code: "unauthenticated" } });
    const token = await stack.users.sign({ exp: Math.floor(Date.now() / 1000) - 5 });
    expect(await one.rest("GET", "/api/v1/rooms", { as: { ...ada, token } })).toMatchObject({
      status: 401,
      json: { code: "token_expired" },
    });
  });
});

test("the metrics of sockets, log and delivery are served", async () => {
  const { bobs } = await conversation();
  await bobs.ask({ type: "send_message", content: "counted" }, "message_ack");
  const metrics = await (await fetch(`http://127.0.0.1:${two.opsPort}/metrics`)).text();
  expect(metrics).toMatch(/^websocket_connections [1-9]/m);
  expect(metrics).toMatch(/^messages_sent_total\{room_kind="public"\} [1-9]/m);
  expect(metrics).toMatch(/^messages_delivered_total [1-9]/m);
  expect(metrics).toMatch(/^message_commit_seconds_count [1-9]/m);
  expect(metrics).toMatch(/^message_delivery_seconds_count [1-9]/m);
});
