import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

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

/** A room of ada's with four messages by her, from seq 3 to 6, of which the second names bob, a member. */
async function roomToRead(): Promise<number> {
  const roomId = await newRoom(one, ada);
  const path = `/api/v1/rooms/${roomId}`;
  await one.rest("POST", `${path}/members`, { as: ada, body: { username: "bob" } });
  for (const content of ["a", "@bob", "c", "d"]) {
    await one.rest("POST", `${path}/messages`, { as: ada, body: { content } });
  }
  return roomId;
}

async function listed(as: TestUser, roomId: number) {
  const { json } = await one.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as });
  return (json["rooms"] as { id: number }[]).find(({ id }) => id === roomId);
}

const setBack = (chat: ChatInstance, as: TestUser, roomId: number, seq: unknown) =>
  chat.rest("POST", `/api/v1/rooms/${roomId}/unread`, { as, body: { seq } });

test("one's place is set back on all devices, and what is after it is unread again, mentions too", async () => {
  const roomId = await roomToRead();
  const [phone, desk] = await Promise.all([one.connect(bob), two.connect(bob)]);
  await phone.ask({ type: "mark_read", room_id: roomId, seq: 6 }, "ok");
  expect(await desk.next("read_moved")).toEqual({ type: "read_moved", room_id: roomId, last_read_seq: 6 });
  await phone.ask({ type: "mark_unread", room_id: roomId, seq: 4 }, "ok");
  const moved = { type: "read_moved", room_id: roomId, last_read_seq: 3, back: true };
  for (const socket of [phone, desk])
    expect(await socket.next("read_moved", ({ back }) => back === true)).toEqual(moved);
  expect(await listed(bob, roomId)).toMatchObject({ last_read_seq: 3, unread_count: 3, mention_count: 1 });
  const joined = await desk.ask({ type: "join_room", room_id: roomId }, "room_joined");
  expect(joined.me.last_read_seq).toBe(3);
  expect(await setBack(two, bob, roomId, 1)).toMatchObject({ status: 200, json: { last_read_seq: 0 } });
  expect(await listed(bob, roomId)).toMatchObject({ last_read_seq: 0, unread_count: 4 });
});

test("it never moves forward, and then nobody is told", async () => {
  const roomId = await roomToRead();
  const socket = await one.connect(bob);
  await socket.ask({ type: "mark_read", room_id: roomId, seq: 3 }, "ok");
  for (const seq of [4, 6, 999]) {
    expect(await setBack(two, bob, roomId, seq)).toMatchObject({ status: 200, json: { last_read_seq: 3 } });
  }
  expect(await setBack(two, bob, roomId, 3)).toMatchObject({ json: { last_read_seq: 2 } });
  await socket.next("read_moved", ({ back }) => back === true);
  expect(socket.all("read_moved").map(({ last_read_seq }) => last_read_seq)).toEqual([3, 2]);
});

test("marks of one socket take effect in the order they were sent", async () => {
  const roomId = await roomToRead();
  const socket = await one.connect(bob);
  const frames = [
    { type: "mark_read", seq: 6 },
    { type: "mark_unread", seq: 4 },
    { type: "mark_read", seq: 4 },
  ];
  for (const [ref, frame] of frames.entries()) socket.send({ ...frame, room_id: roomId, ref });
  await socket.next("ok", ({ ref }) => ref === 2);
  expect(await listed(bob, roomId)).toMatchObject({ last_read_seq: 4 });
});

test("others never hear that somebody has read less than they were told", async () => {
  const roomId = await roomToRead();
  const [adas, bobs] = await Promise.all([one.connect(ada), two.connect(bob)]);
  for (const socket of [adas, bobs]) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
  await bobs.ask({ type: "mark_read", seq: 5 }, "ok");
  expect(await adas.next("read_receipt")).toMatchObject({ user_id: bob.userId, last_read_seq: 5 });
  await bobs.ask({ type: "mark_unread", seq: 3 }, "ok");
  const members = async () => {
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/members`, { as: ada });
    return (json["members"] as { user_id: number }[]).find(({ user_id }) => user_id === bob.userId);
  };
  expect(await members()).toMatchObject({ last_read_seq: 5 });
  for (const seq of [3, 4, 5, 6]) await bobs.ask({ type: "mark_read", seq }, "ok");
  expect(await adas.next("read_receipt")).toMatchObject({ last_read_seq: 6 });
  expect(adas.all("read_receipt").map(({ last_read_seq }) => last_read_seq)).toEqual([5, 6]);
  expect(adas.all("read_moved")).toEqual([]);
  expect(bobs.all("read_moved").map(({ last_read_seq }) => last_read_seq)).toEqual([5, 2, 3, 4, 5, 6]);
  expect(await members()).toMatchObject({ last_read_seq: 6 });
});

test("it is for members, and bad input names its field", async () => {
  const roomId = await roomToRead();
  expect(await setBack(one, eve, roomId, 4)).toMatchObject({ status: 403, json: { code: "forbidden" } });
  expect(await setBack(one, eve, 999_999, 4)).toMatchObject({ status: 404, json: { code: "room_not_found" } });
  expect(await setBack(one, bob, 0, 4)).toMatchObject({ status: 400, json: { errors: [{ field: "room_id" }] } });
  const socket = await one.connect(bob);
  for (const seq of [0, -1, 1.5, "x", 2 ** 60, undefined]) {
    expect(await setBack(one, bob, roomId, seq)).toMatchObject({ status: 400, json: { errors: [{ field: "seq" }] } });
    const refused = await socket.ask({ type: "mark_unread", room_id: roomId, seq }, "error");
    expect(refused).toMatchObject({ code: "invalid_argument", field: "seq" });
  }
  const nowhere = await socket.ask({ type: "mark_unread", seq: 1 }, "error");
  expect(nowhere).toMatchObject({ code: "invalid_argument", field: "room_id" });
});
