import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activityIntervalMs } from "./limits.ts";
import { eventually } from "./testing/eventually.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { newRoom } from "./testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import type { TestSocket } from "./testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let root: TestUser;
let people = 0;
/** Where something is unread for every new person. */
let lobby: number;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  root = await stack.users.register("root", { admin: true });
  lobby = await newRoom(one, root);
});
afterAll(() => stack.stop());

/** Two people of this test alone. */
async function newPeople(): Promise<void> {
  people += 1;
  [ada, bob] = await Promise.all([stack.users.register(`ada-${people}`), stack.users.register(`bob-${people}`)]);
  for (const as of [ada, bob]) await one.rest("POST", `/api/v1/rooms/${lobby}/join`, { as, body: {} });
  await one.rest("POST", `/api/v1/rooms/${lobby}/messages`, { as: root, body: { content: "welcome" } });
}

/** A socket that hears what is for its person: `success` does not wait for that. */
async function connect(chat: ChatInstance, user: TestUser): Promise<TestSocket> {
  const socket = await chat.connect(user);
  await socket.next("room_activity", toldOf(lobby));
  return socket;
}

async function openDirect(as: TestUser, other: TestUser): Promise<number> {
  const { json } = await one.rest("POST", `/api/v1/users/${other.userId}/dm`, { as, body: {} });
  return Number(json["id"]);
}

/** What came, in its order, once the last came. */
async function contentsOf(socket: TestSocket, upTo: string): Promise<string[]> {
  await socket.next("new_message", ({ content }) => content === upTo);
  return socket.all("new_message").map(({ content }) => content);
}

function activityOf(socket: TestSocket, roomId: number): number[] {
  return socket
    .all("room_activity")
    .flatMap(({ rooms }) => rooms)
    .filter(({ room_id }) => room_id === roomId)
    .map(({ last_seq }) => last_seq);
}

const toldOf = (roomId: number) => (frame: ServerFrameOf<"room_activity">) =>
  frame.rooms.some(({ room_id }) => room_id === roomId);

describe("direct messages", () => {
  test("reach every socket of both people on every instance, joined or not, each once", async () => {
    await newPeople();
    const roomId = await openDirect(ada, bob);
    const chats = [one, two, one, two];
    const adas = await Promise.all(chats.map((chat) => connect(chat, ada)));
    const bobs = await Promise.all(chats.map((chat) => connect(chat, bob)));
    const [writer] = adas;
    for (const socket of [adas[0], adas[1], bobs[0], bobs[1]]) {
      await socket?.ask({ type: "join_room", room_id: roomId }, "room_joined");
    }
    const sent = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    for (const content of sent) writer?.send({ type: "send_message", room_id: roomId, content });
    for (const socket of [...adas, ...bobs]) expect(await contentsOf(socket, "message 19")).toEqual(sent);
    // Whoever got it need not be told of it: the room's mark came before this other one's.
    const other = await newRoom(one, ada);
    await one.rest("POST", `/api/v1/rooms/${other}/messages`, { as: ada, body: { content: "next" } });
    for (const socket of adas) {
      await socket.next("room_activity", ({ rooms }) =>
        rooms.some(({ room_id, last_seq }) => room_id === other && last_seq > 1),
      );
      expect(activityOf(socket, roomId)).toEqual([]);
    }
  });

  test("a first message reaches who has never heard of the room, and says that there is a new one", async () => {
    await newPeople();
    const [adas, bobs] = await Promise.all([connect(one, ada), connect(two, bob)]);
    const { room_id: roomId } = await adas.ask({ type: "dm", to: bob.username, content: "hello" }, "message_ack");
    expect(await bobs.next("new_message")).toMatchObject({ room_id: roomId, content: "hello", user_id: ada.userId });
    expect(await bobs.next("room_activity", toldOf(roomId))).toBeDefined();
  });

  test("an edit in a room that one has not joined is no news", async () => {
    await newPeople();
    const [adas, bobs] = await Promise.all([connect(one, ada), connect(two, bob)]);
    const { room_id: roomId, seq } = await adas.ask({ type: "dm", to: bob.username, content: "tpyo" }, "message_ack");
    await adas.ask({ type: "edit_message", room_id: roomId, seq, content: "typo" }, "ok");
    await adas.ask({ type: "send_message", room_id: roomId, content: "end" }, "message_ack");
    expect(await contentsOf(bobs, "end")).toEqual(["tpyo", "end"]);
    expect(bobs.all("message_edited")).toEqual([]);
  });
});

describe("delivered", () => {
  test("the author hears on every socket how far the messages came, once the other is connected", async () => {
    await newPeople();
    const roomId = await openDirect(ada, bob);
    const adas = await Promise.all([connect(one, ada), connect(two, ada)]);
    const { seq } = await adas[0].ask(
      { type: "send_message", room_id: roomId, content: "are you there?" },
      "message_ack",
    );
    const bobs = await connect(two, bob);
    for (const socket of adas) {
      expect(await socket.next("delivery_receipt")).toEqual({
        type: "delivery_receipt",
        room_id: roomId,
        user_id: bob.userId,
        last_delivered_seq: seq,
      });
    }
    const next = await adas[0].ask({ type: "send_message", room_id: roomId, content: "ah" }, "message_ack");
    for (const socket of adas) {
      expect(await socket.next("delivery_receipt")).toMatchObject({ last_delivered_seq: next.seq });
    }
    expect(bobs.all("delivery_receipt")).toEqual([]);
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/members`, { as: ada });
    expect(json["members"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ user_id: bob.userId, last_delivered_seq: next.seq })]),
    );
  });

  test("many messages are one receipt or a few", async () => {
    await newPeople();
    const roomId = await openDirect(ada, bob);
    const [adas, bobs] = await Promise.all([connect(one, ada), connect(two, bob)]);
    await bobs.ask({ type: "join_room", room_id: roomId }, "room_joined");
    for (let i = 0; i < 50; i += 1) adas.send({ type: "send_message", room_id: roomId, content: `m${i}` });
    await contentsOf(bobs, "m49");
    const head = bobs.all("new_message").at(-1)?.seq ?? 0;
    await adas.next("delivery_receipt", ({ last_delivered_seq }) => last_delivered_seq === head);
    expect(adas.all("delivery_receipt").length).toBeLessThan(5);
  });
});

describe("members", () => {
  test("who is added hears of the room at once, and of what is written there from then on", async () => {
    await newPeople();
    const [bobs, roomId] = await Promise.all([connect(two, bob), newRoom(one, ada, "private")]);
    await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { user_id: bob.userId } });
    expect(await bobs.next("room_activity", toldOf(roomId))).toBeDefined();
    const { json } = await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "hi" } });
    await bobs.next("room_activity", ({ rooms }) =>
      rooms.some(({ room_id, last_seq }) => room_id === roomId && last_seq === json["seq"]),
    );
  });

  test("who is removed hears it on each socket once, and nothing more of the room", async () => {
    await newPeople();
    const roomId = await newRoom(one, ada, "private");
    await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { user_id: bob.userId } });
    const bobs = await Promise.all([connect(one, bob), connect(two, bob), connect(one, bob), connect(two, bob)]);
    for (const socket of bobs.slice(0, 2)) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    await one.rest("DELETE", `/api/v1/rooms/${roomId}/members/${bob.userId}`, { as: ada });
    for (const socket of bobs) await socket.next("member_removed", ({ room_id }) => room_id === roomId);
    await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "without him" } });
    // The marks of both instances come in the order of these messages.
    const other = await newRoom(one, ada);
    await one.rest("POST", `/api/v1/rooms/${other}/join`, { as: bob, body: {} });
    await one.rest("POST", `/api/v1/rooms/${other}/messages`, { as: ada, body: { content: "to all" } });
    for (const socket of bobs) {
      await socket.next("room_activity", ({ rooms }) =>
        rooms.some(({ room_id, last_seq }) => room_id === other && last_seq > 1),
      );
      expect(activityOf(socket, roomId)).toEqual([]);
      expect(socket.all("member_removed")).toHaveLength(1);
    }
  });
});

describe("rooms that are not open", () => {
  test("a new socket hears which rooms have unread messages, and no others", async () => {
    await newPeople();
    const [unread, read, quiet] = await Promise.all([newRoom(one, ada), newRoom(one, ada), newRoom(one, ada)]);
    for (const roomId of [unread, read, quiet])
      await one.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: bob, body: {} });
    const post = async (roomId: number) =>
      (await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "x" } })).json["seq"];
    const [head, seq] = [await post(unread), await post(read)];
    await one.rest("POST", `/api/v1/rooms/${read}/read`, { as: bob, body: { seq } });
    const bobs = await two.connect(bob);
    const told = await bobs.next("room_activity");
    expect(told.rooms.filter(({ room_id }) => room_id !== lobby)).toEqual([{ room_id: unread, last_seq: head }]);
  });

  test("each socket hears at most once a second, newest heads only, and never of a room that it has joined", async () => {
    await newPeople();
    const [busy, open] = await Promise.all([newRoom(one, ada), newRoom(one, ada)]);
    for (const roomId of [busy, open]) await one.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: bob, body: {} });
    const [adas, bobs] = await Promise.all([connect(one, ada), connect(two, bob)]);
    await bobs.ask({ type: "join_room", room_id: open }, "room_joined");
    const heardAt: number[] = [];
    let last = 0;
    const begun = Date.now();
    for (let i = 0; Date.now() < begun + 3 * activityIntervalMs; i += 1) {
      adas.send({ type: "send_message", room_id: open, content: `${i}` });
      const ack = await adas.ask({ type: "send_message", room_id: busy, content: `${i}` }, "message_ack");
      last = ack.seq;
      while (heardAt.length < bobs.all("room_activity").length) heardAt.push(Date.now());
    }
    await bobs.next("room_activity", ({ rooms }) => rooms.some(({ last_seq }) => last_seq === last));
    expect(heardAt.length).toBeGreaterThan(1);
    const intervals = Math.ceil((Date.now() - begun) / activityIntervalMs);
    expect(heardAt.length).toBeLessThanOrEqual(intervals + 1);
    const heads = activityOf(bobs, busy);
    expect(heads).toEqual([...new Set(heads)].toSorted((a, b) => a - b));
    expect(activityOf(bobs, open)).toEqual([]);
  });
});

describe("read marks", () => {
  test("reach all sockets of who read, and the others in the room", async () => {
    await newPeople();
    const roomId = await openDirect(ada, bob);
    const [adas, bobs, phone] = await Promise.all([connect(one, ada), connect(two, bob), connect(one, bob)]);
    await adas.ask({ type: "join_room", room_id: roomId }, "room_joined");
    await bobs.ask({ type: "join_room", room_id: roomId }, "room_joined");
    const { seq } = await adas.ask({ type: "send_message", content: "read this" }, "message_ack");
    await bobs.ask({ type: "mark_read", room_id: roomId, seq }, "ok");
    for (const socket of [adas, bobs, phone]) {
      const mine = ({ user_id }: ServerFrameOf<"read_receipt">) => user_id === bob.userId;
      expect(await socket.next("read_receipt", mine)).toMatchObject({ room_id: roomId, last_read_seq: seq });
    }
    await bobs.ask({ type: "mark_read", room_id: roomId, seq }, "ok");
    await adas.ask({ type: "mark_read", room_id: roomId, seq: 1 }, "ok");
    for (const socket of [adas, bobs, phone]) expect(socket.all("read_receipt")).toHaveLength(1);
  });
});

describe("broadcasts", () => {
  test("reach every socket of both instances once, those that joined the announcements as a message too", async () => {
    await newPeople();
    const roots = await one.connect(root);
    const sockets = await Promise.all([connect(one, ada), connect(two, ada), connect(one, bob), connect(two, bob)]);
    await sockets[0].ask({ type: "join_room", room_id: 2 }, "room_joined");
    const { seq } = await roots.ask({ type: "broadcast", content: "Maintenance at 6" }, "message_ack");
    for (const socket of [roots, ...sockets]) {
      expect(await socket.next("broadcast", ({ content }) => content === "Maintenance at 6")).toEqual({
        type: "broadcast",
        room_id: 2,
        id: `2:${seq}`,
        user_id: root.userId,
        username: "root",
        content: "Maintenance at 6",
        created_at: expect.any(String),
      });
      expect(socket.all("broadcast")).toHaveLength(1);
    }
    // It comes by the room's own way, before or after.
    await sockets[0].next("new_message");
    expect(sockets.map((socket) => socket.all("new_message").length)).toEqual([1, 0, 0, 0]);
  });
});

describe("while Redis is away", () => {
  test("broadcasts and direct messages arrive, or are caught up with when it returns", async () => {
    await newPeople();
    const roomId = await openDirect(ada, bob);
    const [roots, adas, near, far] = await Promise.all([
      one.connect(root),
      connect(one, ada),
      connect(one, bob),
      connect(two, bob),
    ]);
    await stack.redis.kill();
    await eventually(async () => (await readyz(two)).broker === "away");
    await roots.ask({ type: "broadcast", content: "Redis is away" }, "message_ack");
    const { seq } = await adas.ask({ type: "send_message", room_id: roomId, content: "still here?" }, "message_ack");
    for (const socket of [near, far]) await socket.next("broadcast", ({ content }) => content === "Redis is away");
    await near.next("new_message", ({ content }) => content === "still here?");
    await stack.redis.start();
    await far.next("room_activity", ({ rooms }) =>
      rooms.some(({ room_id, last_seq }) => room_id === roomId && last_seq === seq),
    );
    await roots.ask({ type: "broadcast", content: "Redis is back" }, "message_ack");
    for (const socket of [near, far]) {
      await socket.next("broadcast", ({ content }) => content === "Redis is back");
      expect(socket.all("broadcast").map(({ content }) => content)).toEqual(["Redis is away", "Redis is back"]);
    }
  });
});

async function readyz({ opsPort }: ChatInstance): Promise<{ broker?: string }> {
  return (await (await fetch(`http://127.0.0.1:${opsPort}/readyz`)).json()) as { broker?: string };
}
