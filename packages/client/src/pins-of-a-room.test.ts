import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatRoom } from "./rooms/chat-room.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what is pinned in a room", () => {
  it("is known from the join on, without asking, and follows the log", async () => {
    const { server, room, asked } = await openRoom({ pinned: [2, 49] });
    expect(pinned(room)).toEqual([2, 49]);
    server.pin(48);
    server.pin(2, false);
    await settle();
    expect(pinned(room)).toEqual([49, 48]);
    server.socket.deliver(server.log.delete(49));
    expect(pinned(room)).toEqual([48]);
    server.socket.deliver(server.log.expire(48));
    expect(pinned(room)).toEqual([]);
    expect(asked()).toBe(0);
  });

  it("is said by its messages too, in the room and in the list", async () => {
    const { server, room } = await openRoom();
    server.pin(49);
    await settle();
    const item = room.state.snapshot().items.find(({ seq }) => seq === 49);
    expect(item).toMatchObject({ message: { pinned: true, pinned_by: 9, pinned_at: expect.any(String) } });
    server.pin(49, false);
    await settle();
    const after = room.state.snapshot().items.find(({ seq }) => seq === 49);
    for (const field of ["pinned", "pinned_by", "pinned_at"]) expect(after).not.toHaveProperty(`message.${field}`);
  });

  it("is read when it is asked for, and then follows the log", async () => {
    const { server, room, asked } = await openRoom({ pinned: [2, 3] });
    expect((await room.pins()).map(({ seq }) => seq)).toEqual([3, 2]);
    server.socket.deliver(server.log.edit(2, "corrected"));
    expect(texts(room)).toEqual(["other 2", "corrected"]);
    server.socket.deliver(server.log.pin(3, false));
    expect(texts(room)).toEqual(["corrected"]);
    server.socket.deliver(server.log.delete(2));
    expect(texts(room)).toEqual([]);
    expect(asked()).toBe(1);
  });

  it("shows what is said in the thread of a pinned message, also while it is read", async () => {
    const { server, room, hold } = await openRoom({ pinned: [2] });
    const answer = hold();
    const list = room.pins();
    await settle();
    server.socket.deliver(server.log.reply(2, 2, "beside"));
    answer();
    await list;
    const replies = () => room.state.snapshot().pins?.map(({ thread }) => thread?.reply_count);
    expect(replies()).toEqual([1]);
    server.socket.deliver(server.log.reply(2, 2, "once more"));
    expect(replies()).toEqual([2]);
  });

  it("is read again where another message was pinned, what is known stays till then", async () => {
    const { server, room, asked } = await openRoom({ pinned: [2] });
    await room.pins();
    server.socket.deliver(server.log.pin(3));
    expect(texts(room)).toEqual(["other 1"]);
    await settle();
    expect(texts(room)).toEqual(["other 2", "other 1"]);
    expect(asked()).toBe(2);
  });

  it("shows what came while it was read", async () => {
    const { server, room, hold } = await openRoom({ pinned: [2, 3] });
    const answer = hold();
    const list = room.pins();
    await settle();
    server.pin(50);
    server.pin(3, false);
    await settle();
    answer();
    expect((await list).map(({ seq }) => seq)).toEqual([50, 2]);
    expect(texts(room)).toEqual(["other 49", "other 1"]);
  });

  it("is asked for again after a break in which too much came", async () => {
    const { server, room, asked } = await openRoom({ pinned: [2] });
    await room.pins();
    server.dropAll(1006);
    server.log.pin(3);
    for (let n = 0; n < 10; n += 1) server.post(`missed ${n}`);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot()).toMatchObject({ status: "joined", pinned: [2, 3], pins: undefined });
    await room.pins();
    expect(texts(room)).toEqual(["other 2", "other 1"]);
    expect(asked()).toBe(2);
  });

  it("goes on after a short break with what came in it", async () => {
    const { server, room } = await openRoom({ pinned: [2] });
    await room.pins();
    server.dropAll(1006);
    server.log.pin(50);
    server.log.pin(2, false);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(pinned(room)).toEqual([50]);
    expect(texts(room)).toEqual(["other 49"]);
  });

  it("cannot be told where the server does not say why, and is read once it does", async () => {
    const { room, fail } = await openRoom({ pinned: [2] });
    fail(true);
    await expect(room.pins()).rejects.toMatchObject({ code: "forbidden" });
    expect(room.state.snapshot().pins).toBeUndefined();
    fail(false);
    expect(await room.pins()).toHaveLength(1);
  });
});

describe("a pin", () => {
  it("is sent, and taken away", async () => {
    const { server, room } = await openRoom();
    await room.pin(49);
    await room.unpin(49);
    const sent = server.sockets.flatMap((socket) => socket.sent).filter(({ type }) => type === "pin_message");
    expect(sent).toMatchObject([
      { room_id: 7, seq: 49, on: true },
      { room_id: 7, seq: 49, on: false },
    ]);
  });

  it("is not sent to a server of before 1.4, which says nothing of pins", async () => {
    const { server, room } = await openRoom({ protocol: "1.3" });
    await expect(room.pin(49)).rejects.toMatchObject({ code: "invalid_argument" });
    expect(server.sent("pin_message")).toBe(0);
  });

  it("waits where the server refuses it for now, and what is changed after it waits for it", async () => {
    const { server, room } = await openRoom();
    server.refusals.push({ type: "pin_message", error: { code: "unavailable", retry_after_ms: 1_000 } });
    const done = Promise.all([room.pin(49), room.unpin(49)]);
    await vi.advanceTimersByTimeAsync(5_000);
    await done;
    const sent = server.sockets.flatMap((socket) => socket.sent).filter(({ type }) => type === "pin_message");
    expect(sent).toMatchObject([{ on: true }, { on: true }, { on: false }]);
  });
});

interface Scene {
  readonly pinned?: readonly number[];
  readonly protocol?: string;
}

/** A room of fifty messages, of which the newest four are loaded. */
async function openRoom({ pinned: seqs = [], protocol }: Scene = {}) {
  const server = new FakeChatServer();
  if (protocol !== undefined) server.protocol = protocol;
  for (let n = 0; n < 50; n += 1) server.post(`other ${n}`);
  for (const seq of seqs) server.log.pin(seq);
  let held: Promise<void> | undefined;
  let isRefused = false;
  const path = "GET /api/v1/rooms/7/pins";
  const { client, seen } = await startClient(server, {
    [path]: async () => {
      const body = { messages: server.log.pins() };
      await held;
      return isRefused ? { status: 403, body: { code: "forbidden", detail: "No", status: 403 } } : { body };
    },
  });
  const room = client.room(7);
  room.open();
  await settle();
  return {
    server,
    room,
    asked: () => seen.filter(({ method, path: of }) => `${method} ${of}` === path).length,
    /** The answer is made of what is there now, and comes when the test says so. */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    fail: (fails: boolean) => (isRefused = fails),
  };
}

const pinned = (room: ChatRoom) => room.state.snapshot().pinned;
const texts = (room: ChatRoom) => room.state.snapshot().pins?.map(({ content }) => content);

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}
