import { protocolVersion } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HubbubClient } from "./hubbub-client.ts";
import type { Member } from "./rest/rooms-api.ts";
import { messageState } from "./rooms/reading/message-state.ts";
import { readBy } from "./rooms/reading/read-by.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("read marks", () => {
  it("go to the server once for all that was read in a moment", async () => {
    const { server, room } = await openRoom({ posts: 3 });
    for (const seq of [1, 2, 3]) room.markRead(seq);
    await vi.advanceTimersByTimeAsync(499);
    expect(server.sent("mark_read")).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.sent("mark_read")).toBe(1);
    expect(server.lastReadSeq).toBe(3);
  });

  it("only move forward, and no further than what is here", async () => {
    const { server, room } = await openRoom({ posts: 3 });
    room.markRead(2);
    room.markRead(1);
    expect(room.state.snapshot().lastReadSeq).toBe(2);
    room.markRead(99);
    expect(room.state.snapshot().lastReadSeq).toBe(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.socket.sent.filter(({ type }) => type === "mark_read")).toMatchObject([{ room_id: 7, seq: 3 }]);
    room.markRead();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sent("mark_read")).toBe(1);
  });

  it("wait for the connection", async () => {
    const { server, room, client } = await openRoom({ posts: 2 });
    server.mode = "down";
    server.dropAll(1006);
    room.markRead();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.lastReadSeq).toBe(0);
    server.mode = "up";
    client.connection.tryNow();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.lastReadSeq).toBe(2);
    expect(server.sent("mark_read")).toBe(1);
    expect(room.state.snapshot().lastReadSeq).toBe(2);
  });

  it("are told again where the answer was lost, and not where the server refuses", async () => {
    const { server, room } = await openRoom({ posts: 2 });
    server.refusals.push({ type: "mark_read", error: { retry_after_ms: 3_000 } });
    room.markRead(1);
    await vi.advanceTimersByTimeAsync(5_100);
    expect(server.lastReadSeq).toBe(1);
    server.refusals.push({ type: "mark_read", error: { code: "forbidden", retryable: false } });
    room.markRead(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent("mark_read")).toBe(3);
    expect(server.lastReadSeq).toBe(1);
  });

  it("are not lost where the program ends just then, and nothing keeps it from ending", async () => {
    const { server, room, client } = await openRoom({ posts: 2 });
    server.tell({ type: "room_activity", rooms: [{ room_id: 99, last_seq: 1 }] });
    await vi.advanceTimersByTimeAsync(0);
    room.markRead();
    client.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.lastReadSeq).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("are set back on all devices, with the line New and what is unread, and no mark on its way undoes it", async () => {
    const { server, room, client } = await openRoom({ posts: 4 });
    const other = await startClient(server);
    const elsewhere = other.client.room(7);
    elsewhere.open();
    await vi.advanceTimersByTimeAsync(0);
    room.markRead(3);
    await vi.advanceTimersByTimeAsync(1_000);
    room.markRead(4);
    await room.markUnread(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.lastReadSeq).toBe(1);
    for (const one of [room, elsewhere]) expect(one.state.snapshot()).toMatchObject({ lastReadSeq: 1, newFromSeq: 2 });
    expect(client.protocol).toBe(protocolVersion);

    elsewhere.markRead();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.lastReadSeq).toBe(4);
    expect(room.state.snapshot().lastReadSeq).toBe(4);
  });

  it("are set back where the server never heard that one had read on, and tells nothing of it", async () => {
    const { server, room } = await openRoom({ posts: 4 });
    server.lastReadSeq = 1;
    room.markRead(4);
    await room.markUnread(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.lastReadSeq).toBe(1);
    expect(server.sent("mark_read")).toBe(0);
    expect(room.state.snapshot()).toMatchObject({ lastReadSeq: 2, newFromSeq: 3 });
    await room.markUnread(4);
    expect(room.state.snapshot()).toMatchObject({ lastReadSeq: 2, newFromSeq: 3 });
  });

  it("set back on another device while one reads on stay where one has read, and those set back while one is away follow", async () => {
    const { server, room } = await openRoom({ posts: 4 });
    room.markRead(3);
    await vi.advanceTimersByTimeAsync(1_000);
    room.markRead(4);
    server.tell({ type: "read_moved", room_id: 7, last_read_seq: 1, back: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().lastReadSeq).toBe(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.lastReadSeq).toBe(4);

    server.dropAll(1006);
    server.lastReadSeq = 2;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot()).toMatchObject({ status: "joined", lastReadSeq: 2 });
  });

  it("are not set back on a server that does not know how, and it is not asked", async () => {
    const { server, room, client } = await openRoom({ posts: 2 });
    server.protocol = undefined;
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(client.protocol).toBeUndefined();
    await expect(room.markUnread(1)).rejects.toMatchObject({ code: "invalid_argument" });
    expect(server.sent("mark_unread")).toBe(0);
  });

  it("follow one from device to device", async () => {
    const { server, room } = await openRoom({ posts: 3 });
    const other = await startClient(server);
    const elsewhere = other.client.room(7);
    elsewhere.open();
    await vi.advanceTimersByTimeAsync(0);
    elsewhere.markRead(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(room.state.snapshot().lastReadSeq).toBe(2);
    // Told late, it changes nothing.
    server.tell({ type: "read_receipt", room_id: 7, user_id: 1, last_read_seq: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().lastReadSeq).toBe(2);
    elsewhere.send("mine");
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().lastReadSeq).toBe(4);
  });

  it("do not outlive a log that was replaced", async () => {
    const { server, room } = await openRoom({ posts: 3 });
    room.markRead();
    await vi.advanceTimersByTimeAsync(1_000);
    server.log.epoch = "epoch-2";
    server.lastReadSeq = 1;
    server.dropAll(4004);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot()).toMatchObject({ lastReadSeq: 1, newFromSeq: 2 });
  });
});

describe("the line New", () => {
  it("stands above what was unread on opening, and stays when it was read and more has come", async () => {
    const { server, room } = await openRoom({ posts: 4, lastReadSeq: 2 });
    expect(room.state.snapshot().newFromSeq).toBe(3);
    room.markRead();
    server.post("while one looks");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(room.state.snapshot().newFromSeq).toBe(3);
    room.close();
    room.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().newFromSeq).toBe(5);
  });

  it("is not there where nothing was unread, whatever comes while one looks", async () => {
    const { server, room } = await openRoom({ posts: 2, lastReadSeq: 2 });
    server.post("new, but seen");
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().newFromSeq).toBeUndefined();
  });

  it("stands above the first that came while one looked away, and not above one's own", async () => {
    const { server, room } = await openRoom({ posts: 4, lastReadSeq: 2 });
    room.markRead();
    room.setWatched(false);
    expect(room.state.snapshot().newFromSeq).toBe(3);
    room.send("mine, from here");
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().newFromSeq).toBe(3);
    for (const text of ["six", "seven"]) server.post(text);
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().newFromSeq).toBe(6);
    room.setWatched(true);
    server.post("eight");
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().newFromSeq).toBe(6);
  });

  it("is not there where one looks at the room only after it was opened, and nothing came till then", async () => {
    const { server, room } = await openRoom({ posts: 2, lastReadSeq: 2 });
    room.close();
    room.setWatched(false);
    room.open();
    await vi.advanceTimersByTimeAsync(0);
    room.setWatched(true);
    server.post("new, but seen");
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().newFromSeq).toBeUndefined();
  });

  it("shows itself when one scrolls back to where it is", async () => {
    const { room } = await openRoom({ posts: 10, lastReadSeq: 3 });
    expect(room.state.snapshot().items.at(0)?.seq).toBe(7);
    expect(room.state.snapshot().newFromSeq, "it is above what is here").toBeUndefined();
    await room.loadOlder();
    expect(room.state.snapshot().items.at(0)?.seq).toBe(3);
    expect(room.state.snapshot().newFromSeq).toBe(4);
  });

  it("stays through a break", async () => {
    const { server, room } = await openRoom({ posts: 4, lastReadSeq: 2 });
    room.markRead();
    server.dropAll(1006);
    server.post("missed");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot().items.at(-1)?.seq).toBe(5);
    expect(room.state.snapshot().newFromSeq).toBe(3);
  });
});

describe("receipts", () => {
  it("turn the ticks of a direct message: sent, delivered, read", async () => {
    const members = [member(1), { ...member(2), last_delivered_seq: 0 }];
    const { server, room } = await openRoom({ type: "direct", members });
    room.send("hello");
    await vi.advanceTimersByTimeAsync(0);
    const states: string[] = [];
    const look = () => states.push(messageState({ seq: 1, user_id: 1 }, room.state.snapshot()));
    look();
    server.tell({ type: "delivery_receipt", room_id: 7, user_id: 2, last_delivered_seq: 1 });
    await vi.advanceTimersByTimeAsync(0);
    look();
    server.tell({ type: "read_receipt", room_id: 7, user_id: 2, last_read_seq: 1 });
    await vi.advanceTimersByTimeAsync(0);
    look();
    server.tell({ type: "read_receipt", room_id: 7, user_id: 2, last_read_seq: 0 });
    await vi.advanceTimersByTimeAsync(0);
    look();
    expect(states).toEqual(["sent", "delivered", "read", "read"]);
  });

  it("begin with what the members had read before", async () => {
    const members = [member(1, 9), { ...member(2, 1), last_delivered_seq: 2 }];
    const { room } = await openRoom({ posts: 3, type: "direct", members });
    expect([...room.state.snapshot().receipts]).toEqual([[2, { lastReadSeq: 1, lastDeliveredSeq: 2 }]]);
  });

  it("say who of a group has read, the author not counted; who writes has read", async () => {
    const members = [member(1), member(2, 2), member(3, 1), member(4)];
    const { server, room } = await openRoom({ posts: 1, members });
    room.send("mine");
    await vi.advanceTimersByTimeAsync(0);
    const readers = () => readBy({ seq: 2, user_id: 1 }, room.state.snapshot()).toSorted((one, other) => one - other);
    expect(readers()).toEqual([2]);
    server.tell({ type: "read_receipt", room_id: 7, user_id: 4, last_read_seq: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect(readers()).toEqual([2, 4]);
    expect(readBy({ seq: 2, user_id: 2 }, room.state.snapshot())).toEqual([4]);
    server.post("an answer of 2");
    await vi.advanceTimersByTimeAsync(0);
    expect(room.state.snapshot().receipts.get(2)?.lastReadSeq).toBe(3);
  });

  it("follow who comes and goes", async () => {
    const members = [member(1), member(2)];
    const { server, room, asked } = await openRoom({ members });
    members.push(member(3));
    server.socket.deliver(server.log.addMember(3));
    await vi.advanceTimersByTimeAsync(0);
    expect([...room.state.snapshot().receipts.keys()]).toEqual([2, 3]);
    expect(asked()).toBe(2);
    members.splice(1, 1);
    const users = [{ user_id: 2, username: "user-2" }];
    const left = { room_id: 7, seq: 2, created_at: "2026-01-01T00:00:00.000Z", actor_id: 2, users };
    server.socket.deliver({ type: "member_removed", ...left, reason: "left" });
    await vi.advanceTimersByTimeAsync(0);
    expect([...room.state.snapshot().receipts.keys()]).toEqual([3]);
  });

  it("are read again after a break, for those that were missed", async () => {
    const members = [member(1), member(2)];
    const { server, room } = await openRoom({ posts: 2, members });
    members[1] = member(2, 2);
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot().receipts.get(2)?.lastReadSeq).toBe(2);
  });

  it("are not followed in a crowd", async () => {
    const { server, room, asked } = await openRoom({ memberCount: 51, posts: 1, members: [member(1), member(2, 1)] });
    server.tell({ type: "read_receipt", room_id: 7, user_id: 2, last_read_seq: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toBe(0);
    expect(room.state.snapshot().receipts.size).toBe(0);
  });
});

interface Scene {
  readonly posts?: number;
  readonly lastReadSeq?: number;
  readonly type?: "direct" | "public";
  readonly memberCount?: number;
  readonly members?: readonly Member[];
}

/** Room 7, opened: `posts` messages of user 2 are in it, of which one has read those up to `lastReadSeq`. */
async function openRoom({ posts = 0, lastReadSeq = 0, type = "public", members = [], ...scene }: Scene) {
  const server = new FakeChatServer();
  for (let n = 1; n <= posts; n += 1) server.log.post(2, `text ${n}`, `id ${n}`);
  server.lastReadSeq = lastReadSeq;
  server.about = { type, member_count: scene.memberCount ?? members.length };
  let asked = 0;
  const { client } = await startClient(server, {
    "GET /api/v1/rooms/7/members": () => {
      asked += 1;
      return { body: { members, next_page_token: "" } };
    },
  });
  const room: ReturnType<HubbubClient["room"]> = client.room(7);
  room.open();
  await vi.advanceTimersByTimeAsync(0);
  return { server, client, room, asked: () => asked };
}

function member(userId: number, lastReadSeq = 0): Member {
  const joined_at = "2026-01-01T00:00:00.000Z";
  return { user_id: userId, username: `user-${userId}`, role: "member", joined_at, last_read_seq: lastReadSeq };
}
