import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { newRoom } from "../../testing/new-room.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  ada = await newcomer();
});

afterAll(() => stack.stop());

const newcomer = () => stack.users.register(`user-${randomUUID().slice(0, 8)}`);

async function roomsOf(as: TestUser, chat = one): Promise<string[]> {
  const { json } = await chat.rest("GET", "/api/v1/users/me/rooms", { as });
  return (json["rooms"] as { name: string }[]).map(({ name }) => name);
}

/** Who is a member of general, how many the room says that there are, and where its log ends. */
async function general() {
  const members = await stack.sql("select user_id from room_members where room_id = 1");
  const [room] = await stack.sql("select member_count, last_seq from rooms where id = 1");
  const ids = members.map(({ user_id }) => Number(user_id));
  return { ids, memberCount: Number(room?.["member_count"]), lastSeq: Number(room?.["last_seq"]) };
}

test("a new account is in general with its first request, whatever that is, and with its first auth", async () => {
  expect(await roomsOf(await newcomer())).toEqual(["general"]);
  const bob = await newcomer();
  const socket = await two.connect(bob);
  const { ids } = await general();
  expect(ids).toContain(bob.userId);
  await socket.ask({ type: "send_message", room_id: 1, content: "hello" }, "message_ack");
});

test("no line says so, nobody is told, and all that was said before counts as read", async () => {
  const reader = await one.connect(ada);
  await reader.ask({ type: "join_room", room_id: 1 }, "room_joined");
  await reader.ask({ type: "send_message", room_id: 1, content: "before" }, "message_ack");
  const before = await general();
  const bob = await newcomer();
  const { json } = await two.rest("GET", "/api/v1/users/me/rooms", { as: bob });
  expect(json["rooms"]).toMatchObject([{ name: "general", role: "member", unread_count: 0, mention_count: 0 }]);
  expect(await general()).toMatchObject({ lastSeq: before.lastSeq, memberCount: before.memberCount + 1 });
  await reader.ask({ type: "send_message", room_id: 1, content: "after" }, "message_ack");
  expect(reader.frames.some(({ type }) => type === "member_added")).toBe(false);
  expect(await stack.sql("select kind from room_log where room_id = 1 and kind <> 'message'")).toEqual([]);
});

test("on two instances at once it becomes one member, counted once", async () => {
  const people = await Promise.all(Array.from({ length: 10 }, newcomer));
  const before = await general();
  const all = people.flatMap((as) => [one, two, one, two].map((chat) => ({ as, chat })));
  const lists = await Promise.all(all.map(({ as, chat }) => roomsOf(as, chat)));
  expect(new Set(lists.flat())).toEqual(new Set(["general"]));
  const { ids, memberCount } = await general();
  expect(people.map(({ userId }) => ids.filter((id) => id === userId).length)).toEqual(people.map(() => 1));
  expect(memberCount).toBe(before.memberCount + people.length);
});

test("who leaves it is not put back, by no instance and by none that starts later", async () => {
  const bob = await newcomer();
  await roomsOf(bob);
  await one.rest("POST", "/api/v1/rooms/1/leave", { as: bob, body: {} });
  const three = await stack.start("chat-3");
  for (const chat of [one, two, three]) {
    expect(await roomsOf(bob, chat)).toEqual([]);
    await chat.connect(bob);
  }
  // Who left where an instance of the release before served them.
  await stack.sql(`delete from known_accounts where user_id = ${bob.userId}`);
  const four = await stack.start("chat-4");
  expect(await roomsOf(bob, four)).toEqual([]);
});

test("who was added to a room before they ever came is new all the same", async () => {
  const bob = await newcomer();
  const roomId = await newRoom(one, ada, "private");
  await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { username: bob.username } });
  expect((await roomsOf(bob)).toSorted()).toEqual([expect.stringContaining("Room"), "general"]);
});

test.each([
  ["is archived", "update rooms set archived_at = now() where id = 1"],
  ["has another name", "update rooms set name = 'lobby', name_key = 'lobby' where id = 1"],
  ["is open to some only", "update rooms set kind = 'private' where id = 1"],
])("where general %s newcomers are in no room, then and later", async (_, change) => {
  const restore =
    "update rooms set archived_at = null, name = 'general', name_key = 'general', kind = 'public' where id = 1";
  onTestFinished(async () => void (await stack.sql(restore)));
  await stack.sql(change);
  const bob = await newcomer();
  expect(await roomsOf(bob)).toEqual([]);
  const socket = await two.connect(bob);
  expect(socket.frames.map(({ type }) => type)).toEqual(["success"]);
  await stack.sql(restore);
  expect(await roomsOf(bob, two)).toEqual([]);
});
