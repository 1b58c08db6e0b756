import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatRoom } from "./rooms/chat-room.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a place in a room", () => {
  it("is shown though it is far above the newest, and both ways lead on from it", async () => {
    const { room } = await openRoom();
    expect(await room.showAround(20)).toBe(20);
    expect(room.state.snapshot()).toMatchObject({ isLive: false, hasOlder: true, hasNewer: true });
    expect(seqs(room)).toEqual([18, 19, 20, 21]);
    await room.loadNewer();
    await room.loadOlder();
    expect(seqs(room)).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    while (room.state.snapshot().hasNewer) await room.loadNewer();
    expect(seqs(room).at(-1)).toBe(50);
    expect(room.state.snapshot()).toMatchObject({ isLive: true, newer: "idle" });
  });

  it("is left for the newest, where what came meanwhile is, and found again without asking", async () => {
    const { server, room, asked } = await openRoom();
    await room.showAround(20);
    server.post("meanwhile");
    await settle();
    expect(seqs(room)).toEqual([18, 19, 20, 21]);
    expect(room.state.snapshot().newest.at(-1)?.seq).toBe(51);
    room.showNewest();
    expect(seqs(room).at(-1)).toBe(51);
    await room.showAround(21);
    expect(seqs(room)).toEqual([18, 19, 20, 21]);
    expect(asked()).toBe(1);
  });

  it("is shown once the room is joined", async () => {
    const { room } = await openRoom({ isOpen: false });
    room.open();
    const landed = room.showAround(20);
    await settle();
    expect(await landed).toBe(20);
  });

  it("is not shown where one cannot join, and the answer says why", async () => {
    const { server, room } = await openRoom({ isOpen: false });
    server.isMember = false;
    room.open();
    await expect(room.showAround(20)).rejects.toMatchObject({ code: "room_not_found" });
  });

  it("is the nearest message where there is none, and an error where there are none at all", async () => {
    const { server, room } = await openRoom();
    expect(await room.showAround(999)).toBe(50);
    server.socket.deliver(server.log.expire(30));
    expect(await room.showAround(20)).toBe(31);
    server.socket.deliver(server.log.expire(50));
    await expect(room.showAround(20)).rejects.toMatchObject({ code: "message_not_found" });
    expect(seqs(room)).toEqual([]);
  });

  it("is not shown where another was asked for since, or the room was closed", async () => {
    const { room } = await openRoom();
    const first = room.showAround(10);
    const second = room.showAround(20);
    expect(await Promise.all([first, second])).toEqual([undefined, 20]);
    const third = room.showAround(30);
    room.showNewest();
    expect(await third).toBeUndefined();
    const fourth = room.showAround(40);
    room.close();
    expect(await fourth).toBeUndefined();
    expect(room.state.snapshot().isLive).toBe(true);
  });

  it("cannot be shown by a server that is too old, which says so, and the newest stays", async () => {
    const refusal = { code: "invalid_argument", detail: "There is no field around_seq", status: 400 };
    const { room } = await openRoom({ refusal });
    const before = seqs(room);
    await expect(room.showAround(20)).rejects.toMatchObject({ code: "invalid_argument" });
    expect(seqs(room)).toEqual(before);
    expect(room.state.snapshot()).toMatchObject({ isLive: true, older: "idle", newer: "idle" });
  });

  it("is read anew where events were missed", async () => {
    const { server, room } = await openRoom();
    await room.showAround(20);
    room.setInSight(20, 21);
    server.dropAll(1006);
    server.log.edit(20, "corrected");
    for (let n = 0; n < 10; n += 1) server.post(`missed ${n}`);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot()).toMatchObject({ isLive: false, status: "joined" });
    expect(room.state.snapshot().items.at(2)).toMatchObject({ message: { seq: 20, content: "corrected" } });
  });

  it("is not kept of a room that is not shown any more", async () => {
    const { room } = await openRoom();
    await room.showAround(20);
    room.close();
    expect(seqs(room)).toEqual([47, 48, 49, 50]);
  });
});

describe("the first unread message", () => {
  it("is where one comes to, with the line New above it, however far above the newest it is", async () => {
    const { room } = await openRoom({ lastReadSeq: 10 });
    expect(room.state.snapshot().newFromSeq).toBeUndefined();
    expect(await room.showFirstUnread()).toBe(11);
    expect(room.state.snapshot()).toMatchObject({ newFromSeq: 11, isLive: false });
    expect(seqs(room)).toContain(11);
  });

  it("asks for nothing where it is among the newest, and is nowhere where all has been read", async () => {
    const near = await openRoom({ lastReadSeq: 48 });
    expect(await near.room.showFirstUnread()).toBe(49);
    const none = await openRoom({ lastReadSeq: 50 });
    expect(await none.room.showFirstUnread()).toBeUndefined();
    expect([near.asked(), none.asked()]).toEqual([0, 0]);
  });
});

describe("what was seen", () => {
  it("is read as far as all before it is", async () => {
    const { server, room } = await openRoom({ lastReadSeq: 10 });
    await room.showFirstUnread();
    room.seen(9, 11);
    expect(room.state.snapshot().lastReadSeq).toBe(11);
    await room.loadNewer();
    room.seen(14, 15);
    expect(room.state.snapshot().lastReadSeq, "12 and 13 were not seen").toBe(11);
    room.seen(12, 13);
    room.seen(14, 15);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(room.state.snapshot().lastReadSeq).toBe(15);
    expect(server.lastReadSeq).toBe(15);
  });

  it("is not read where one jumps over what is unread, until all is said to be", async () => {
    const { room } = await openRoom({ lastReadSeq: 10 });
    await room.showFirstUnread();
    room.showNewest();
    room.seen(47, 50);
    expect(room.state.snapshot().lastReadSeq).toBe(10);
    room.markRead();
    expect(room.state.snapshot().lastReadSeq).toBe(50);
  });

  it("is read though what is not to be read lies between", async () => {
    const { server, room } = await openRoom({ posts: 0 });
    room.send("mine");
    await settle();
    server.socket.deliver(server.log.addMember(3));
    server.post("theirs");
    await settle();
    room.seen(3, 3);
    expect(room.state.snapshot().lastReadSeq).toBe(3);
  });
});

describe("what was set back", () => {
  it("stays unread while one looks on, until something is seen that was not in sight then", async () => {
    const { server, room } = await openRoom({ posts: 4, lastReadSeq: 0 });
    room.seen(1, 4);
    await vi.advanceTimersByTimeAsync(1_000);
    await room.markUnread(2);
    await settle();
    room.seen(1, 4);
    server.socket.deliver(server.log.addMember(3));
    room.seen(1, 5);
    expect(room.state.snapshot()).toMatchObject({ lastReadSeq: 1, newFromSeq: 2 });
    server.post("anew");
    await settle();
    room.seen(1, 6);
    expect(room.state.snapshot().lastReadSeq).toBe(6);
  });

  it("is read by being seen where one comes back to the room", async () => {
    const { room } = await openRoom({ posts: 4, lastReadSeq: 0 });
    room.seen(1, 4);
    await vi.advanceTimersByTimeAsync(1_000);
    await room.markUnread(2);
    await settle();
    room.close();
    room.open();
    await settle();
    room.seen(1, 4);
    expect(room.state.snapshot().lastReadSeq).toBe(4);
  });
});

interface Scene {
  readonly posts?: number;
  readonly lastReadSeq?: number;
  readonly isOpen?: boolean;
  /** What pages around a place are answered with. */
  readonly refusal?: { readonly code: string; readonly detail: string; readonly status: number };
}

/** Room 7 with messages of user 2, one page of four of which comes with the join. */
async function openRoom({ posts = 50, lastReadSeq = 50, isOpen = true, refusal }: Scene = {}) {
  const server = new FakeChatServer();
  for (let n = 1; n <= posts; n += 1) server.log.post(2, `text ${n}`, `id ${n}`);
  server.lastReadSeq = Math.min(lastReadSeq, posts);
  const { client, seen } = await startClient(
    server,
    refusal && { "GET /api/v1/rooms/7/messages": () => ({ body: refusal, status: refusal.status }) },
  );
  const room = client.room(7);
  if (isOpen) room.open();
  await settle();
  return { server, room, asked: () => seen.filter(({ path }) => path.includes("around_seq")).length };
}

function seqs(room: ChatRoom): number[] {
  return room.state.snapshot().items.flatMap(({ seq }) => seq);
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}
