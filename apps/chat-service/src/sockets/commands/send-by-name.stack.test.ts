import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { maxUnansweredCommands } from "../../limits.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import type { TestSocket } from "../../testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;
let root: TestUser;
let adas: TestSocket;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  ada = await stack.users.register("ada");
  bob = await stack.users.register("bob");
  eve = await stack.users.register("eve");
  root = await stack.users.register("root", { admin: true });
});

beforeEach(async () => {
  adas = await one.connect(ada);
  return () => adas.close();
});

afterAll(() => stack.stop());

async function contents(as: TestUser, roomId: number): Promise<unknown[]> {
  const { json } = await two.rest("GET", `/api/v1/rooms/${roomId}/messages?limit=100`, { as });
  return (json["messages"] as { content: string }[]).map(({ content }) => content);
}

async function batchesCommitted(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${one.opsPort}/metrics`)).text();
  return Number(/^message_commit_batch_size_count\S* (\d+)/m.exec(text)?.[1]);
}

describe("dm", () => {
  test("is acknowledged as a message of the room that it opened, which both can read", async () => {
    const ack = await adas.ask({ type: "dm", to: "bob", content: "hello bob", client_msg_id: "d1" }, "message_ack");
    expect(ack).toMatchObject({ seq: 2, client_msg_id: "d1", duplicate: false });
    const bobs = await two.connect(bob);
    const joined = await bobs.ask({ type: "join_room", room_id: ack.room_id }, "room_joined");
    expect(joined).toMatchObject({ room: { type: "direct" }, messages: [{ content: "hello bob", username: "ada" }] });
    const answer = await bobs.ask({ type: "dm", to: "ADA", content: "hello", reply_to: 2 }, "message_ack");
    expect(answer.room_id).toBe(ack.room_id);
    await bobs.next("new_message", ({ reply_to }) => reply_to === 2);
  });

  test("sent again is the same message", async () => {
    const frame = { type: "dm", to: "bob", content: "once", client_msg_id: "twice" };
    const first = await adas.ask(frame, "message_ack");
    const again = await (await two.connect(ada)).ask(frame, "message_ack");
    expect(again).toMatchObject({ seq: first.seq, room_id: first.room_id, duplicate: true });
  });

  test("what is sent to the room right behind it comes after it, also where the room is yet to be made", async () => {
    const newcomer = await stack.users.register("newcomer");
    const { json } = await one.rest("POST", `/api/v1/users/${eve.userId}/dm`, { as: newcomer, body: {} });
    const socket = await two.connect(newcomer);
    socket.send({ type: "dm", to: "eve", content: "1" });
    socket.send({ type: "send_message", room_id: json["id"], content: "2" });
    socket.send({ type: "dm", to: "ada", content: "made on the way" });
    socket.send({ type: "dm", to: "eve", content: "3" });
    socket.send({ type: "send_message", room_id: json["id"], content: "4" });
    await socket.ask({ type: "dm", to: "eve", content: "5" }, "message_ack");
    expect(await contents(eve, Number(json["id"]))).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("a burst to people one has written before keeps its order and shares its commits", async () => {
    const { room_id } = await adas.ask({ type: "dm", to: "root", content: "first" }, "message_ack");
    const before = await batchesCommitted();
    const burst = Array.from({ length: maxUnansweredCommands }, (_, n) => `burst ${n}`);
    for (const content of burst) adas.send({ type: "dm", to: "root", content });
    await adas.next("message_ack", ({ seq }) => seq === maxUnansweredCommands + 2);
    expect(await contents(root, room_id)).toEqual(["first", ...burst]);
    expect((await batchesCommitted()) - before).toBeLessThan(maxUnansweredCommands / 4);
  });

  test("a room remembered from a database that was replaced is not written to, but found anew", async () => {
    const friend = await stack.users.register("friend");
    const { room_id: old } = await adas.ask({ type: "dm", to: "friend", content: "before" }, "message_ack");
    await stack.sql(`update rooms set direct_key = 'of another database' where id = ${old}`);
    const frame = { type: "dm", to: "friend", content: "after" };
    expect(await adas.ask(frame, "error")).toMatchObject({ code: "unavailable", retryable: true });
    const again = await adas.ask(frame, "message_ack");
    expect(again.room_id).not.toBe(old);
    expect(await contents(friend, again.room_id)).toEqual(["after"]);
  });

  test.each([
    [{ to: "bob", content: "" }, "content"],
    [{ to: "bob", content: " \n" }, "content"],
    [{ to: "bob", content: "x".repeat(4001) }, "content"],
    [{ to: "bob" }, "content"],
    [{ content: "hi" }, "to"],
    [{ to: "", content: "hi" }, "to"],
    [{ to: "a\u0000b", content: "hi" }, "to"],
    [{ to: 5, content: "hi" }, "to"],
    [{ to: "bob", content: "hi", client_msg_id: "" }, "client_msg_id"],
    [{ to: "bob", content: "hi", attachment_ids: ["a"] }, "attachment_ids"],
  ])("%j names %s", async (fields, field) => {
    expect(await adas.ask({ type: "dm", ...fields }, "error")).toMatchObject({ code: "invalid_argument", field });
  });

  test("that cannot be sent opens no room", async () => {
    const shy = await stack.users.register("shy");
    await adas.ask({ type: "dm", to: "shy", content: " " }, "error");
    const { json } = await one.rest("GET", "/api/v1/users/me/rooms", { as: shy });
    expect(json["rooms"]).toMatchObject([{ name: "general" }]);
  });
});

describe("group", () => {
  test("sends to a room by its name, however it is written", async () => {
    const roomId = await one.createRoom(ada, { name: "Tea & Cake" });
    const ack = await adas.ask({ type: "group", to: " tea & CAKE ", content: "scones" }, "message_ack");
    expect(ack.room_id).toBe(roomId);
    expect(await contents(bob, roomId)).toEqual(["scones"]);
  });

  test("keeps its place among the socket's commands", async () => {
    const name = "In Order";
    const room_id = await one.createRoom(ada, { name });
    adas.send({ type: "group", to: name, content: "1" });
    adas.send({ type: "send_message", room_id, content: "2" });
    adas.send({ type: "group", to: name, content: "3" });
    await adas.ask({ type: "send_message", room_id, content: "4" }, "message_ack");
    expect(await contents(ada, room_id)).toEqual(["1", "2", "3", "4"]);
  });

  test("what one may not see is not found; where one is no member, one may not write", async () => {
    await one.createRoom(bob, { name: "Bob's secret", type: "private" });
    await one.createRoom(bob, { name: "Bob's public" });
    for (const to of ["Bob's secret", "no such room", "", "x".repeat(81)]) {
      const frame = { type: "group", to, content: "hi" };
      const code = to === "" || to.length > 80 ? "invalid_argument" : "room_not_found";
      expect(await adas.ask(frame, "error")).toMatchObject({ code, field: "to" });
    }
    const roots = await one.connect(root);
    expect(await roots.ask({ type: "group", to: "Bob's secret", content: "hi" }, "error")).toMatchObject({
      code: "room_not_found",
      field: "to",
    });
    const refused = await adas.ask({ type: "group", to: "Bob's public", content: "hi" }, "error");
    expect(refused).toMatchObject({ code: "forbidden" });
  });

  test("a muted member, and an archived room, are refused as by send_message", async () => {
    const roomId = await one.createRoom(bob, { name: "Quiet" });
    await one.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: ada, body: {} });
    await stack.sql(`update room_members set muted_until = now() + interval '1 hour'
      where room_id = ${roomId} and user_id = ${ada.userId}`);
    const frame = { type: "group", to: "quiet", content: "hi" };
    expect(await adas.ask(frame, "error")).toMatchObject({ code: "forbidden", message: "You are muted in this room" });
    await one.rest("DELETE", `/api/v1/rooms/${roomId}`, { as: bob });
    expect(await adas.ask(frame, "error")).toMatchObject({ code: "room_archived" });
  });
});

describe("broadcast", () => {
  test("is a message of the announcements, by server admins only, before anything else is looked at", async () => {
    const roots = await two.connect(root);
    const ack = await roots.ask({ type: "broadcast", content: "to all" }, "message_ack");
    expect(ack.room_id).toBe(2);
    expect(await contents(eve, 2)).toContain("to all");
    for (const fields of [{ content: "me too" }, { content: "" }, { content: "x", attachment_ids: ["a"] }]) {
      expect(await adas.ask({ type: "broadcast", ...fields }, "error")).toMatchObject({ code: "forbidden" });
    }
    expect(await roots.ask({ type: "broadcast", content: " " }, "error")).toMatchObject({
      code: "invalid_argument",
      field: "content",
    });
  });
});

test("none of them is for those who have not signed in", async () => {
  const nobody = await one.socket();
  for (const frame of [
    { type: "dm", to: "bob", content: "hi" },
    { type: "group", to: "general", content: "hi" },
    { type: "broadcast", content: "hi" },
    { type: "mark_read", room_id: 1, seq: 1 },
  ]) {
    expect(await nobody.ask(frame, "error"), frame.type).toMatchObject({ code: "unauthenticated" });
  }
});
