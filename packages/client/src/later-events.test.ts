import type { ServerFrame } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MyRoom } from "./rest/rooms-api.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("an event of a kind that only a later release knows", () => {
  it("keeps its place in the log, and shows nothing", async () => {
    const { server, room } = await start();
    server.post("one");
    server.later();
    server.post("three");
    await settle();
    expect(seqs(room)).toEqual([1, 3]);
    expect(server.sockets).toHaveLength(1);
  });

  it("is where the room goes on after a break, which may bring more of its kind", async () => {
    const { server, room } = await start();
    server.post("one");
    server.later();
    await settle();
    server.dropAll(1006);
    server.later();
    server.post("four");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.socket.sent).toContainEqual(expect.objectContaining({ type: "join_room", after_seq: 2 }));
    expect(seqs(room)).toEqual([1, 4]);
    expect(server.sockets).toHaveLength(2);
  });

  it("is missed like any other", async () => {
    const { server, room } = await start();
    server.log.later();
    server.post("two");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.sockets).toHaveLength(2);
    expect(seqs(room)).toEqual([2]);
  });

  it("leaves what is unread as it is, and is no reason to read the list of rooms again", async () => {
    const { server, client, lists } = await start({ isOpen: false });
    const listed = () => client.myRooms.state.snapshot().rooms;
    server.tell(server.log.post(2, "hello @user-1", "a").frame);
    server.tell(server.log.later());
    await settle();
    expect(listed()).toMatchObject([{ unread_count: 1, mention_count: 1, last_seq: 2 }]);
    server.tell(server.log.post(2, "are you there?", "b").frame);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(listed()).toMatchObject([{ unread_count: 2, mention_count: 1, last_seq: 3 }]);
    expect(lists()).toBe(1);
  });

  it("is read with the rest of a room that is open, as one's mark then says", async () => {
    const { server, room } = await start();
    server.post("one");
    server.later();
    await settle();
    room.markRead();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.lastReadSeq).toBe(2);
  });
});

it.each([
  { type: "later_word" },
  { type: "later_word", room_id: 7 },
  { type: "later_word", seq: 1 },
  { type: "later_word", room_id: 7, seq: 0 },
  { type: "later_word", room_id: 7, seq: 1.5 },
  { type: "later_word", room_id: "7", seq: "1" },
  { type: "constructor" },
  {},
])("%j, which no release here knows and which has no place in a log, is ignored", async (frame) => {
  const { server, client, room } = await start();
  const before = [room.state.snapshot(), client.myRooms.state.snapshot(), client.connection.state.snapshot()];
  server.tell(frame as unknown as ServerFrame);
  await settle();
  const after = [room.state.snapshot(), client.myRooms.state.snapshot(), client.connection.state.snapshot()];
  expect(after.map((state, at) => state === before[at])).toEqual([true, true, true]);
  server.post("one");
  await settle();
  expect(seqs(room)).toEqual([1]);
});

/** A client in whose list room 7 stands. */
async function start({ isOpen = true } = {}) {
  const server = new FakeChatServer();
  const mine: MyRoom = {
    id: 7,
    name: "room",
    type: "private",
    topic: "",
    created_by: 2,
    last_seq: 0,
    member_count: 2,
    created_at: "2026-01-01T00:00:00.000Z",
    people: [],
    last_read_seq: 0,
    unread_count: 0,
    mention_count: 0,
  };
  const { client, seen } = await startClient(server, {
    "GET /api/v1/users/me/rooms": () => ({ body: { rooms: [mine], next_page_token: "" } }),
  });
  const room = client.room(7);
  if (isOpen) room.open();
  await settle();
  const lists = () => seen.filter(({ path }) => path.startsWith("/api/v1/users/me/rooms")).length;
  return { server, client, room, lists };
}

function seqs(room: Awaited<ReturnType<typeof start>>["room"]): number[] {
  return room.state.snapshot().items.flatMap(({ seq }) => seq);
}

/** Lets everything happen that needs no time to pass. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}
