import { setTimeout as delay } from "node:timers/promises";
import { protocolVersion } from "@hubbub/ws-protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import { newRoom } from "./testing/new-room.ts";
import { startConversation } from "./testing/start-conversation.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { openRawSocket } from "./testing/raw-socket.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import type { TestSocket } from "./testing/test-socket.ts";

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

/** Ada on the first instance and Bob on the second, both in a new public room. */
const conversation = () => startConversation(one, ada, two, bob);

describe("a conversation across two instances", () => {
  test("auth says who one is and which instance answers", async () => {
    const socket = await two.socket();
    const success = await socket.ask({ type: "auth", token: bob.token }, "success");
    expect(success).toMatchObject({
      message: "Authenticated as bob",
      user: { id: bob.userId, username: "bob", admin: false },
      server_id: "chat-2",
      heartbeat_ms: 25_000,
      protocol: protocolVersion,
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

  test("history around a seq is the same over the socket and over REST, and says if there is more on either side", async () => {
    const { roomId, adas, bobs } = await conversation();
    for (let i = 1; i <= 5; i += 1) await adas.ask({ type: "send_message", content: `m${i}` }, "message_ack");
    const { messages } = await adas.ask({ type: "history", room_id: roomId }, "history");
    const third = messages[2]?.seq ?? 0;
    const around = await bobs.ask({ type: "history", room_id: roomId, around_seq: third, limit: 3 }, "history");
    expect(around).toMatchObject({
      messages: messages.slice(1, 4),
      has_more_before: true,
      has_more_after: true,
      has_more: true,
    });
    const last = messages.at(-1)?.seq;
    const rest = await two.rest("GET", `/api/v1/rooms/${roomId}/messages?around_seq=${last}&limit=2`, { as: bob });
    expect(rest.json).toEqual({
      messages: messages.slice(3),
      has_more_before: true,
      has_more_after: false,
      has_more: true,
    });
    const before = await two.rest("GET", `/api/v1/rooms/${roomId}/messages?before_seq=${last}`, { as: bob });
    expect(Object.keys(before.json).toSorted()).toEqual(["has_more", "messages"]);
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
    const roomId = await newRoom(one, ada);
    const [adas, eves, bobs] = await Promise.all([one.connect(ada), two.connect(eve), two.connect(bob)]);
    const join = (socket: TestSocket) => socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    await join(adas);
    // That somebody came is on its way to the other instances when the join is answered.
    await eventually(async () => (await join(eves)).user_count === 2);
    await eventually(async () => {
      const { user_count, users } = await join(bobs);
      const names = users.map(({ username }) => username);
      return user_count === 3 && names.join() === "ada,bob,eve";
    });
    expect(await adas.next("user_joined", ({ user_id }) => user_id === bob.userId)).toEqual({
      type: "user_joined",
      room_id: roomId,
      user_id: bob.userId,
      username: "bob",
      user_count: 3,
    });
  });

  test("two who come at the same time, each on an instance of their own, learn of each other", async () => {
    for (let offsetMs = 0; offsetMs < 24; offsetMs += 1) {
      const roomId = await newRoom(one, ada);
      const [adas, bobs] = await Promise.all([one.connect(ada), two.connect(bob)]);
      // He becomes a member first, which takes a moment.
      bobs.send({ type: "join_room", room_id: roomId });
      await delay(offsetMs / 2);
      adas.send({ type: "join_room", room_id: roomId });
      await expect.poll(() => [namesOf(adas).has(bob.userId), namesOf(bobs).has(ada.userId)]).toEqual([true, true]);
      for (const socket of [adas, bobs]) socket.close();
    }
  });

  test("who leaves the room or is cut off is gone after the grace period", async () => {
    const { roomId, adas, bobs } = await conversation();
    const eves = await openRawSocket(two.httpPort);
    eves.send({ type: "auth", token: eve.token });
    eves.send({ type: "join_room", room_id: roomId });
    await adas.next("user_joined", ({ user_id }) => user_id === eve.userId);
    eves.socket.resetAndDestroy();
    expect(await bobs.ask({ type: "leave_room" }, "room_left")).toMatchObject({ room_id: roomId });
    await adas.next("user_left", ({ user_id }) => user_id === eve.userId, 15_000);
    await adas.next("user_left", ({ user_id }) => user_id === bob.userId, 15_000);
    expect(adas.all("user_left").at(-1)).toMatchObject({ room_id: roomId, user_count: 1 });
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
    const roomId = await newRoom(one, ada, "private");
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
    const roomId = await newRoom(one, ada, "private");
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
    const [first, second] = [await newRoom(one, ada), await newRoom(one, ada)];
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
});

test("the metrics of sockets, log and delivery are served", async () => {
  const { bobs } = await conversation();
  await bobs.ask({ type: "send_message", content: "counted" }, "message_ack");
  await bobs.next("new_message");
  const metrics = await (await fetch(`http://127.0.0.1:${two.opsPort}/metrics`)).text();
  expect(metrics).toMatch(/^websocket_connections [1-9]/m);
  expect(metrics).toMatch(/^messages_sent_total\{room_kind="public"\} [1-9]/m);
  expect(metrics).toMatch(/^messages_delivered_total [1-9]/m);
  expect(metrics).toMatch(/^message_commit_seconds_count [1-9]/m);
  // Of what was taken by the other instance, as seconds: none that are 0 or since 1970.
  expect(Number(/^message_delivery_seconds_sum (\S+)/m.exec(metrics)?.[1])).toBeGreaterThan(0);
  expect(Number(/^message_delivery_seconds_sum (\S+)/m.exec(metrics)?.[1])).toBeLessThan(600);
  expect(metrics).toMatch(/^room_log_queue_items [0-9]/m);
});

/** Of whom a socket was told that they are there, in whichever frame. */
function namesOf(socket: TestSocket): Set<number> {
  const people = [
    ...socket.all("room_joined").flatMap(({ users }) => users),
    ...socket.all("user_joined"),
    ...socket.all("room_users").flatMap(({ joined }) => joined),
  ];
  return new Set(people.map(({ user_id }) => user_id));
}
