import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readElsewhereKeptMs, roomsReloadEveryMs, roomsReloadJitterMs } from "./limits.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what was read in another window", () => {
  it("counts at once, in the list and in the room, and the server is not told a second time", async () => {
    const { client, server } = await start();
    const room = client.room(7);
    room.open();
    await vi.advanceTimersByTimeAsync(0);
    expect([unread(client), client.unread.snapshot().rooms]).toEqual([3, 1]);
    client.readElsewhere(7, 3);
    expect([unread(client), client.unread.snapshot().rooms]).toEqual([0, 0]);
    expect(room.state.snapshot().lastReadSeq).toBe(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent("mark_read")).toBe(0);
  });

  it("stays read where a list comes that does not know it yet", async () => {
    const { client } = await start();
    client.readElsewhere(7, 3);
    await client.myRooms.load();
    expect(unread(client)).toBe(0);
  });

  it("is what the list says again where the server has not heard of it in half a minute", async () => {
    const { client } = await start();
    client.readElsewhere(7, 2);
    await vi.advanceTimersByTimeAsync(readElsewhereKeptMs / 2);
    client.readElsewhere(7, 3);
    await vi.advanceTimersByTimeAsync(readElsewhereKeptMs - 1);
    await client.myRooms.load();
    expect(unread(client)).toBe(0);
    await vi.advanceTimersByTimeAsync(roomsReloadEveryMs + roomsReloadJitterMs);
    expect(unread(client)).toBe(3);
  });

  it("stays read where the server has heard of it, and no list is asked for", async () => {
    const { client, server, seen } = await start();
    client.readElsewhere(7, 3);
    server.tell({ type: "read_moved", room_id: 7, last_read_seq: 3 });
    const asked = seen.length;
    await vi.advanceTimersByTimeAsync(2 * readElsewhereKeptMs);
    expect([unread(client), seen.length]).toEqual([0, asked]);
  });

  it("is unread again where the person says so, and where the server knows better", async () => {
    const { client, server } = await start();
    client.readElsewhere(7, 3);
    server.tell({ type: "read_moved", room_id: 7, last_read_seq: 3 });
    server.tell({ type: "read_moved", room_id: 7, last_read_seq: 0, back: true });
    await vi.advanceTimersByTimeAsync(0);
    await client.myRooms.load();
    expect(unread(client)).toBe(3);
    client.readElsewhere(7, 3);
    server.tell({ type: "read_moved", room_id: 7, last_read_seq: 0, back: true });
    await vi.advanceTimersByTimeAsync(0);
    await client.myRooms.load();
    expect(unread(client)).toBe(3);
  });

  it("is told to other windows as soon as it is read here, and what they read is not told back", async () => {
    const onRead = vi.fn<(roomId: number, seq: number) => void>();
    const { client } = await start({ onRead });
    const room = client.room(7);
    room.open();
    await vi.advanceTimersByTimeAsync(0);
    client.readElsewhere(7, 1);
    expect(onRead).not.toHaveBeenCalled();
    room.markRead(2);
    expect(onRead.mock.calls).toEqual([[7, 2]]);
  });

  it("is nothing to who is signed out", async () => {
    const { client } = await start();
    client.session.end("left");
    client.readElsewhere(7, 3);
    expect(client.myRooms.state.snapshot().rooms).toEqual([]);
  });
});

/** A room with three unread messages, of which the server never hears that they were read. */
async function start(options: Parameters<typeof startClient>[2] = {}) {
  const server = new FakeChatServer();
  for (const text of ["one", "two", "three"]) server.post(text);
  const rooms = () => server.listed().map((room) => ({ ...room, unread_count: 3 }));
  const list = { "GET /api/v1/users/me/rooms": () => ({ body: { rooms: rooms(), next_page_token: "" } }) };
  const { client, seen } = await startClient(server, list, options);
  return { client, server, seen };
}

function unread({ myRooms }: Awaited<ReturnType<typeof start>>["client"]): number | undefined {
  return myRooms.state.snapshot().rooms.find(({ id }) => id === 7)?.unread_count;
}
