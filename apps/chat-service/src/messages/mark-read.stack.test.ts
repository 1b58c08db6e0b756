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
let root: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  ada = await stack.users.register("ada");
  bob = await stack.users.register("bob");
  eve = await stack.users.register("eve");
  root = await stack.users.register("root", { admin: true });
});

afterAll(() => stack.stop());

/** A room of ada's with three messages by her, from seq 3 to 5, of which bob is a member. */
async function roomToRead(type: "public" | "private" = "public"): Promise<number> {
  const roomId = await newRoom(one, ada, type);
  const path = `/api/v1/rooms/${roomId}`;
  await one.rest("POST", `${path}/members`, { as: ada, body: { username: "bob" } });
  for (const content of ["a", "b", "c"]) await one.rest("POST", `${path}/messages`, { as: ada, body: { content } });
  return roomId;
}

const overRest = (chat: ChatInstance, as: TestUser, roomId: number, seq: unknown) =>
  chat.rest("POST", `/api/v1/rooms/${roomId}/read`, { as, body: { seq } });

async function unreadOf(as: TestUser, roomId: number) {
  const { json } = await one.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as });
  return (json["rooms"] as { id: number }[]).find(({ id }) => id === roomId);
}

test("what is read on one device is read on all", async () => {
  const roomId = await roomToRead();
  expect(await unreadOf(bob, roomId)).toMatchObject({ unread_count: 3 });
  const [phone, desk] = await Promise.all([one.connect(bob), two.connect(bob)]);
  expect(await phone.ask({ type: "mark_read", room_id: roomId, seq: 4 }, "ok")).toMatchObject({ room_id: roomId });
  expect(await unreadOf(bob, roomId)).toMatchObject({ unread_count: 1, last_read_seq: 4 });
  expect(await overRest(two, bob, roomId, 3)).toMatchObject({ status: 200, json: { last_read_seq: 4 } });
  expect(await overRest(two, bob, roomId, "999")).toMatchObject({ status: 200, json: { last_read_seq: 5 } });
  const joined = await desk.ask({ type: "join_room", room_id: roomId }, "room_joined");
  expect(joined.me).toMatchObject({ last_read_seq: 5 });
  expect(await unreadOf(bob, roomId)).toMatchObject({ unread_count: 0 });
});

test("without a room it means the one joined last", async () => {
  const roomId = await roomToRead();
  const socket = await two.connect(bob);
  expect(await socket.ask({ type: "mark_read", seq: 4 }, "error")).toMatchObject({ field: "room_id" });
  await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
  expect(await socket.ask({ type: "mark_read", seq: "4" }, "ok")).toMatchObject({ room_id: roomId });
});

test("members may, whatever else they may not: muted, in an archived room, in a private one", async () => {
  const [muted, archived, hidden] = [await roomToRead(), await roomToRead(), await roomToRead("private")];
  await stack.sql(`update room_members set muted_until = now() + interval '1 hour' where room_id = ${muted}`);
  await one.rest("DELETE", `/api/v1/rooms/${archived}`, { as: ada });
  const socket = await two.connect(bob);
  for (const roomId of [muted, archived, hidden]) {
    expect(await overRest(one, bob, roomId, 4)).toMatchObject({ status: 200, json: { last_read_seq: 4 } });
    await socket.ask({ type: "mark_read", room_id: roomId, seq: 5 }, "ok");
  }
});

test("others may not, server admins neither; a room that they do not see is not there", async () => {
  const [open, hidden] = [await roomToRead(), await roomToRead("private")];
  for (const as of [eve, root]) {
    const socket = await two.connect(as);
    for (const roomId of [open, 2]) {
      expect(await overRest(one, as, roomId, 4)).toMatchObject({ status: 403, json: { code: "forbidden" } });
      const refused = await socket.ask({ type: "mark_read", room_id: roomId, seq: 4 }, "error");
      expect(refused).toMatchObject({ code: "forbidden" });
    }
    for (const roomId of [hidden, 999_999]) {
      expect(await overRest(one, as, roomId, 4)).toMatchObject({
        status: 404,
        json: { code: "room_not_found", errors: [{ field: "room_id" }] },
      });
      const refused = await socket.ask({ type: "mark_read", room_id: roomId, seq: 4 }, "error");
      expect(refused).toMatchObject({ code: "room_not_found", field: "room_id" });
    }
  }
});

test("who is not signed in is told to, and bad input names its field", async () => {
  const roomId = await roomToRead();
  const path = `/api/v1/rooms/${roomId}/read`;
  expect(await one.rest("POST", path, { body: { seq: 4 } })).toMatchObject({ status: 401 });
  for (const seq of [-1, 1.5, "x", 2 ** 60]) {
    const refused = await overRest(one, bob, roomId, seq);
    expect(refused, String(seq)).toMatchObject({ status: 400, json: { errors: [{ field: "seq" }] } });
  }
  expect(await overRest(one, bob, 0, 4)).toMatchObject({ status: 400, json: { errors: [{ field: "room_id" }] } });
  const socket = await one.connect(bob);
  for (const fields of [{ seq: -1 }, { seq: 1.5 }, { seq: "x" }, {}]) {
    const refused = await socket.ask({ type: "mark_read", room_id: roomId, ...fields }, "error");
    expect(refused).toMatchObject({ code: "invalid_argument", field: "seq" });
  }
});
