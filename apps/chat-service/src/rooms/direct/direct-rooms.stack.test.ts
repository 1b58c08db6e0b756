import { RoomServiceService } from "@hubbub/grpc-api/rooms";
import { createMetrics, openGrpcClient } from "@hubbub/service-runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { newRoom } from "../../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";

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

async function open(chat: ChatInstance, as: TestUser, other: TestUser): Promise<number> {
  const { status, json } = await chat.rest("POST", `/api/v1/users/${other.userId}/dm`, { as, body: {} });
  if (status !== 200) throw new Error(JSON.stringify(json));
  return Number(json["id"]);
}

async function twoPeople() {
  const names = [0, 1].map(() => `p${Math.random().toString(36).slice(2, 10)}`);
  const [left, right] = await Promise.all(names.map((name) => stack.users.register(name)));
  return { left: left!, right: right! };
}

const person = ({ userId, username }: TestUser) => ({ user_id: userId, username });

describe("opening", () => {
  test("a pair has one room, whichever side asks, and finds it again", async () => {
    const opened = await one.rest("POST", `/api/v1/users/${bob.userId}/dm`, { as: ada, body: {} });
    expect(opened).toMatchObject({
      status: 200,
      json: { type: "direct", name: "", role: "member", member_count: 2, people: [person(ada), person(bob)] },
    });
    expect(await open(two, bob, ada)).toBe(opened.json["id"]);
    expect(await open(one, ada, bob)).toBe(opened.json["id"]);
  });

  test("fifty pairs who open theirs from both sides at once, on two instances, have fifty rooms", async () => {
    const pairs = await Promise.all(Array.from({ length: 50 }, twoPeople));
    const rooms = await Promise.all(
      pairs.map(({ left, right }) =>
        Promise.all([open(one, left, right), open(two, right, left), open(two, left, right), open(one, right, left)]),
      ),
    );
    for (const ids of rooms) expect(new Set(ids).size).toBe(1);
    expect(new Set(rooms.map(([id]) => id)).size).toBe(50);
  });

  test("fifty pairs who write each other first at once, on two instances, have each one room with both messages", async () => {
    const pairs = await Promise.all(Array.from({ length: 50 }, twoPeople));
    await Promise.all(
      pairs.map(async ({ left, right }) => {
        const [lefts, rights] = await Promise.all([one.connect(left), two.connect(right)]);
        const [mine, theirs] = await Promise.all([
          lefts.ask({ type: "dm", to: right.username, content: "hello" }, "message_ack"),
          rights.ask({ type: "dm", to: left.username, content: "hello yourself" }, "message_ack"),
        ]);
        expect(mine.room_id).toBe(theirs.room_id);
        expect(new Set([mine.seq, theirs.seq])).toEqual(new Set([2, 3]));
        lefts.close();
        rights.close();
      }),
    );
  });

  test("with oneself there is a room of one", async () => {
    const own = await one.rest("POST", `/api/v1/users/${eve.userId}/dm`, { as: eve, body: {} });
    expect(own.json).toMatchObject({ member_count: 1, people: [person(eve)] });
    const socket = await two.connect(eve);
    const note = await socket.ask({ type: "dm", to: "eve", content: "buy milk" }, "message_ack");
    expect(note.room_id).toBe(own.json["id"]);
  });

  test("a user who does not exist is not found, over every transport", async () => {
    const rest = await one.rest("POST", "/api/v1/users/999999/dm", { as: ada, body: {} });
    expect(rest).toMatchObject({ status: 404, json: { code: "user_not_found", errors: [{ field: "id" }] } });
    const bad = await one.rest("POST", "/api/v1/users/0/dm", { as: ada, body: {} });
    expect(bad).toMatchObject({ status: 400, json: { errors: [{ field: "id" }] } });
    const socket = await one.connect(ada);
    const dm = await socket.ask({ type: "dm", to: "nobody-at-all", content: "hi" }, "error");
    expect(dm).toMatchObject({ code: "user_not_found", field: "to" });
  });

  test("gRPC answers as REST does", async () => {
    const rooms = openGrpcClient({
      definition: RoomServiceService,
      address: `127.0.0.1:${two.grpcPort}`,
      metrics: createMetrics("test"),
    });
    const asAda = { metadata: { authorization: `Bearer ${ada.token}` } };
    const room = await rooms.calls.openDirectRoom({ id: bob.userId }, asAda);
    expect(room).toMatchObject({
      id: await open(one, ada, bob),
      people: [
        { userId: ada.userId, username: "ada" },
        { userId: bob.userId, username: "bob" },
      ],
    });
    expect(await rooms.calls.markRead({ roomId: room.id, seq: 1 }, asAda)).toEqual({ lastReadSeq: 1 });
    await expect(rooms.calls.openDirectRoom({ id: bob.userId })).rejects.toMatchObject({ code: "unauthenticated" });
    rooms.close();
  });
});

describe("a direct room", () => {
  test("shows whose it is everywhere, and who joins others' rooms sees nobody named", async () => {
    const roomId = await open(one, ada, bob);
    const people = [person(ada), person(bob)];
    expect((await two.rest("GET", `/api/v1/rooms/${roomId}`, { as: bob })).json).toMatchObject({ people });
    const socket = await two.connect(bob);
    const joined = await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect(joined.room).toMatchObject({ type: "direct", people });
    const mine = await one.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as: bob });
    expect(mine.json["rooms"]).toContainEqual(expect.objectContaining({ id: roomId, people }));
    const general = await socket.ask({ type: "join_room", room_id: 1 }, "room_joined");
    expect(general.room.people).toEqual([]);
  });

  test("lists its members with what reached them", async () => {
    const roomId = await open(one, ada, bob);
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/members`, { as: ada });
    expect(json["members"]).toEqual([
      expect.objectContaining({ ...person(ada), role: "member", last_delivered_seq: expect.any(Number) }),
      expect.objectContaining({ ...person(bob), role: "member", last_delivered_seq: expect.any(Number) }),
    ]);
    const inGeneral = await newRoom(one, ada);
    const others = await one.rest("GET", `/api/v1/rooms/${inGeneral}/members`, { as: ada });
    expect((others.json["members"] as object[])[0]).not.toHaveProperty("last_delivered_seq");
  });

  test("is in nobody's list of rooms", async () => {
    await open(one, ada, bob);
    for (const as of [ada, bob, eve, root]) {
      const { json } = await one.rest("GET", "/api/v1/rooms?page_size=100", { as });
      expect((json["rooms"] as { type: string }[]).map(({ type }) => type)).not.toContain("direct");
    }
  });

  test("stays what it is: every change is refused with a sentence", async () => {
    const roomId = await open(one, ada, bob);
    const path = `/api/v1/rooms/${roomId}`;
    for (const [method, to, body] of [
      ["PATCH", path, { name: "Ours" }],
      ["PATCH", path, { topic: "Us" }],
      ["DELETE", path, undefined],
      ["POST", `${path}/leave`, {}],
      ["POST", `${path}/members`, { username: "eve" }],
      ["PATCH", `${path}/members/${bob.userId}`, { role: "owner" }],
      ["DELETE", `${path}/members/${bob.userId}`, undefined],
    ] as const) {
      expect(await one.rest(method, to, { as: ada, body }), `${method} ${to}`).toMatchObject({
        status: 403,
        json: { code: "forbidden", detail: "That cannot be done in a direct room" },
      });
    }
    expect((await one.rest("GET", path, { as: ada })).json).toMatchObject({ member_count: 2, name: "" });
  });

  test.each([
    ["a stranger", () => eve],
    ["a server admin", () => root],
  ])("does not exist for %s", async (_who, get) => {
    const as = get();
    const roomId = await open(one, ada, bob);
    const path = `/api/v1/rooms/${roomId}`;
    for (const [method, to, body] of [
      ["GET", path, undefined],
      ["PATCH", path, { topic: "x" }],
      ["DELETE", path, undefined],
      ["POST", `${path}/join`, {}],
      ["POST", `${path}/read`, { seq: 1 }],
      ["GET", `${path}/members`, undefined],
      ["POST", `${path}/members`, { username: "eve" }],
      ["GET", `${path}/messages`, undefined],
      ["POST", `${path}/messages`, { content: "psst" }],
    ] as const) {
      expect(await two.rest(method, to, { as, body }), `${method} ${to}`).toMatchObject({
        status: 404,
        json: { code: "room_not_found" },
      });
    }
    const socket = await two.connect(as);
    for (const frame of [
      { type: "join_room" },
      { type: "send_message", content: "psst" },
      { type: "history" },
      { type: "mark_read", seq: 1 },
      { type: "edit_message", seq: 1, content: "x" },
      { type: "delete_message", seq: 1 },
      { type: "react", seq: 1, emoji: "👍", on: true },
    ]) {
      const refused = await socket.ask({ ...frame, room_id: roomId }, "error");
      expect(refused, frame.type).toMatchObject({ code: "room_not_found" });
    }
  });

  test("opens for those only who are signed in", async () => {
    const rest = await one.rest("POST", `/api/v1/users/${bob.userId}/dm`, { body: {} });
    expect(rest).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    const socket = await one.socket();
    expect(await socket.ask({ type: "dm", to: "bob", content: "hi" }, "error")).toMatchObject({
      code: "unauthenticated",
    });
  });
});
