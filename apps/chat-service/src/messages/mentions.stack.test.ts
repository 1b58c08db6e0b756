import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";
import type { TestSocket } from "../testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
  await stack.users.register("eve");
});
afterAll(() => stack.stop());

/** A room of ada's where bob is a member; ada has joined it on one instance. */
async function adasRoom() {
  const roomId = await newRoom(one, ada);
  const path = `/api/v1/rooms/${roomId}`;
  await one.rest("POST", `${path}/members`, { as: ada, body: { username: "bob" } });
  const adas = await one.connect(ada);
  await adas.ask({ type: "join_room", room_id: roomId }, "room_joined");
  return { roomId, path, adas };
}

async function said(socket: TestSocket, content: string, more: object = {}) {
  const { seq } = await socket.ask({ type: "send_message", content, ...more }, "message_ack");
  return socket.next("new_message", (frame) => frame.seq === seq);
}

async function counts(as: TestUser, roomId: number) {
  const { json } = await two.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as });
  const room = (json["rooms"] as { id: number; unread_count: number; mention_count: number }[]).find(
    ({ id }) => id === roomId,
  );
  return [room?.unread_count, room?.mention_count];
}

test("names become the ids of members, in frames and pages alike; who is no member is plain text", async () => {
  const { roomId, path, adas } = await adasRoom();
  const frame = await said(adas, "@bob and @EVE, not `@bob`, and @nobody");
  expect(frame.mentions).toEqual({ user_ids: [bob.userId] });
  expect((await said(adas, "@eve")).mentions).toBeUndefined();
  expect((await said(adas, "at 5 @ noon")).mentions).toBeUndefined();
  const { json } = await one.rest("GET", `${path}/messages`, { as: bob });
  expect(json["messages"]).toMatchObject([{ seq: frame.seq, mentions: frame.mentions }, {}, {}]);
  const back = await two.connect(bob);
  await back.ask({ type: "join_room", room_id: roomId, after_seq: frame.seq - 1 }, "room_joined");
  expect(await back.next("new_message")).toEqual(frame);
  expect(await counts(bob, roomId)).toEqual([3, 1]);
});

test.each(["@room", "@channel", "@everyone", "@all"])("%s calls all of the room, and counts for each", async (word) => {
  const { roomId, adas } = await adasRoom();
  expect((await said(adas, `${word}, lunch`)).mentions).toEqual({ user_ids: [], room: "room" });
  expect((await said(adas, "@here and @bob")).mentions).toEqual({ user_ids: [bob.userId], room: "here" });
  expect(await counts(bob, roomId)).toEqual([2, 2]);
  expect(await counts(ada, roomId)).toEqual([0, 0]);
});

test("in a larger room only its owners and admins call everybody; of others it is plain text", async () => {
  const { roomId, adas } = await adasRoom();
  await stack.sql(`update rooms set member_count = 51 where id = ${roomId}`);
  const bobs = await two.connect(bob);
  await bobs.ask({ type: "join_room", room_id: roomId }, "room_joined");
  expect((await said(bobs, "@room, lunch")).mentions).toBeUndefined();
  expect(await counts(ada, roomId)).toEqual([1, 0]);
  expect((await said(adas, "@room, lunch")).mentions).toEqual({ user_ids: [], room: "room" });
  expect(await counts(bob, roomId)).toEqual([1, 1]);
});

test("an edit calls others in their place, and a deletion nobody", async () => {
  const { roomId, adas } = await adasRoom();
  const { seq } = await said(adas, "@bob");
  await adas.ask({ type: "edit_message", seq, content: "@ada" }, "ok");
  expect((await adas.next("message_edited")).mentions).toEqual({ user_ids: [ada.userId] });
  expect(await counts(bob, roomId)).toEqual([1, 0]);
  await adas.ask({ type: "edit_message", seq, content: "@all" }, "ok");
  expect((await adas.next("message_edited")).mentions).toEqual({ user_ids: [], room: "room" });
  expect(await counts(bob, roomId)).toEqual([1, 1]);
  await adas.ask({ type: "edit_message", seq, content: "nobody" }, "ok");
  expect((await adas.next("message_edited")).mentions).toBeUndefined();
  expect(await counts(bob, roomId)).toEqual([1, 0]);
  await adas.ask({ type: "edit_message", seq, content: "@bob" }, "ok");
  await adas.ask({ type: "delete_message", seq }, "ok");
  expect(await counts(bob, roomId)).toEqual([0, 0]);
  expect(await stack.sql(`select * from mentions where room_id = ${roomId}`)).toEqual([]);
});

test("of one whom one has blocked nothing counts as a mention", async () => {
  const { roomId, adas } = await adasRoom();
  await two.rest("PUT", `/api/v1/users/me/blocks/${ada.userId}`, { as: bob, body: {} });
  await said(adas, "@bob @room");
  expect(await counts(bob, roomId)).toEqual([1, 0]);
  await two.rest("DELETE", `/api/v1/users/me/blocks/${ada.userId}`, { as: bob });
  expect(await counts(bob, roomId)).toEqual([1, 1]);
});

test("whom a message calls hears at once what is unread there; all of a room, by its activity", async () => {
  const { roomId, adas } = await adasRoom();
  const bobs = await two.connect(bob);
  const ofRoom = ({ rooms }: { readonly rooms: readonly { readonly room_id: number }[] }) =>
    rooms.some(({ room_id }) => room_id === roomId);
  await said(adas, "Hello");
  await bobs.next("room_activity", ofRoom);
  const { seq } = await said(adas, "@bob");
  expect(await bobs.next("room_counts", ofRoom)).toEqual({
    type: "room_counts",
    rooms: [{ room_id: roomId, unread_count: 2, mention_count: 1 }],
  });
  expect((await bobs.next("room_activity", ofRoom)).rooms).toEqual([{ room_id: roomId, last_seq: seq }]);
  const call = await said(adas, "@here");
  expect((await bobs.next("room_activity", ofRoom)).rooms).toEqual([
    { room_id: roomId, last_seq: call.seq, mentioned: true },
  ]);
});

test("whoever comes is told what is unread in the rooms that they do not open", async () => {
  const [unread, open, read] = [await adasRoom(), await adasRoom(), await adasRoom()];
  for (const { adas } of [unread, open, read]) await said(adas, "@bob");
  const { seq } = await said(unread.adas, "Hello");
  const bobs = await two.connect(bob);
  await bobs.ask({ type: "mark_read", room_id: read.roomId, seq }, "ok");
  bobs.close();
  const again = await two.connect(bob);
  await again.ask({ type: "join_room", room_id: open.roomId }, "room_joined");
  const { rooms } = await again.next("room_counts");
  const told = (roomId: number) => rooms.filter(({ room_id }) => room_id === roomId);
  expect(told(unread.roomId)).toEqual([{ room_id: unread.roomId, unread_count: 2, mention_count: 1 }]);
  expect([told(open.roomId), told(read.roomId)]).toEqual([[], []]);
});

test("who is named in a thread follows it from there, and finds the mention in it", async () => {
  const { roomId, adas } = await adasRoom();
  const root = await said(adas, "Lunch?");
  await said(adas, "Before", { thread_seq: root.seq });
  const reply = await said(adas, "@bob @room", { thread_seq: root.seq });
  expect(reply.mentions).toEqual({ user_ids: [bob.userId], room: "room" });
  expect(await counts(bob, roomId)).toEqual([1, 0]);
  const { json } = await two.rest("GET", "/api/v1/users/me/threads", { as: bob });
  const place = { last_read_seq: reply.seq - 1, unread_count: 1, mention_count: 1 };
  expect(json["threads"]).toMatchObject([{ room: { id: roomId }, ...place }]);
});

test("whom an edit calls in a thread follows it and finds the mention, and nobody a second time for the same", async () => {
  const { roomId, adas } = await adasRoom();
  const root = await said(adas, "Lunch?");
  const { seq } = await said(adas, "Somebody", { thread_seq: root.seq });
  const threadsOfBob = async () => {
    const { json } = await two.rest("GET", "/api/v1/users/me/threads", { as: bob });
    return (json["threads"] as { room: { id: number } }[]).filter(({ room }) => room.id === roomId);
  };
  await adas.ask({ type: "edit_message", seq, content: "@bob" }, "ok");
  const place = { last_read_seq: seq - 1, unread_count: 1, mention_count: 1 };
  expect(await threadsOfBob()).toMatchObject([place]);
  const path = `/api/v1/rooms/${roomId}/messages/${root.seq}/follow`;
  expect((await two.rest("DELETE", path, { as: bob })).status).toBe(200);
  await adas.ask({ type: "edit_message", seq, content: "@bob?" }, "ok");
  expect(await threadsOfBob()).toEqual([]);
});

test("messages of one socket stay in order, whomever they name", async () => {
  const { adas } = await adasRoom();
  const texts = Array.from({ length: 30 }, (_, n) =>
    n % 3 === 0 ? `${n} @bob` : n % 3 === 1 ? `${n} @user${n}` : `${n}`,
  );
  for (const content of texts) adas.send({ type: "send_message", content });
  const frames = [];
  while (frames.length < texts.length) frames.push(await adas.next("new_message"));
  expect(frames.map(({ content }) => content)).toEqual(texts);
});
