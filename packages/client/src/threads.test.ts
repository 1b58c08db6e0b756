import { type ClientFrame, protocolVersion } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RoomSnapshot } from "./rooms/room-snapshot.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const rootSeq = 1;

describe("what a room shows", () => {
  it("is no reply, unless it was sent to the room as well; the root says how many there are", async () => {
    const { server, room } = await openRoom();
    server.reply(rootSeq, "beside");
    server.reply(rootSeq, "here too", true);
    await settle();
    expect(contents(room.state.snapshot())).toEqual(["root", "here too"]);
    expect(messages(room.state.snapshot())[0]?.thread).toMatchObject({ reply_count: 2, user_ids: [2] });
    expect(messages(room.state.snapshot())[1]).toMatchObject({ thread_seq: rootSeq, in_room: true });
    expect(messages(room.state.snapshot())[1]).not.toHaveProperty("thread");
    server.happen(server.log.delete(2));
    await settle();
    expect(messages(room.state.snapshot())[0]?.thread?.reply_count).toBe(1);
  });

  it("says so after a break too, whichever way it goes on", async () => {
    const { server, room } = await openRoom();
    await missing(server, () => server.reply(rootSeq, "missed"));
    expect(messages(room.state.snapshot())).toMatchObject([{ content: "root", thread: { reply_count: 1 } }]);
    await missing(server, () => {
      for (let n = 0; n < 9; n += 1) server.reply(rootSeq, `missed ${n}`);
    });
    expect(messages(room.state.snapshot())).toMatchObject([{ content: "root", thread: { reply_count: 10 } }]);
  });

  it("keeps what a frame said of a thread while an older page was on its way", async () => {
    const server = new FakeChatServer();
    for (let n = 0; n < 6; n += 1) server.post(n === 0 ? "root" : `text ${n}`);
    const held = Promise.withResolvers<void>();
    const { client } = await startClient(server, {
      "GET /api/v1/rooms/7/messages": async () => {
        const body = server.log.page(4, 3);
        await held.promise;
        return { body };
      },
    });
    const room = client.room(7);
    room.open();
    await settle();
    const loading = room.loadOlder();
    await settle();
    server.reply(rootSeq, "meanwhile");
    await settle();
    held.resolve();
    await loading;
    expect(messages(room.state.snapshot())[0]).toMatchObject({ content: "root", thread: { reply_count: 1 } });
  });

  it("is all that counts as unread in it, and one's own reply reads nothing of it", async () => {
    const { server, room, client } = await openRoom();
    server.post("unread");
    server.reply(rootSeq, "beside");
    await settle();
    (await client.room(7).thread(rootSeq)).send("mine");
    await settle();
    expect(room.state.snapshot()).toMatchObject({ lastReadSeq: 0, newFromSeq: rootSeq });
    server.tell({ type: "read_moved", room_id: 7, thread_seq: rootSeq, last_read_seq: 3 });
    await settle();
    expect(room.state.snapshot().lastReadSeq).toBe(0);
  });
});

describe("a thread", () => {
  it("is its root and the newest of its replies, and goes on with what comes", async () => {
    const { server, thread } = await openThread({ replies: 2 });
    expect(contents(thread.state.snapshot())).toEqual(["root", "reply 0", "reply 1"]);
    expect(thread.state.snapshot()).toMatchObject({ isFollowing: true, hasOlder: false, isLive: true });
    server.post("in the room");
    const seq = server.reply(rootSeq, "next");
    await settle();
    expect(contents(thread.state.snapshot())).toEqual(["root", "reply 0", "reply 1", "next"]);
    server.happen(server.log.edit(seq, "changed"));
    await settle();
    expect(contents(thread.state.snapshot()).at(-1)).toBe("changed");
    server.happen(server.log.delete(seq));
    await settle();
    expect(messages(thread.state.snapshot()).at(-1)).toMatchObject({ content: "", deleted_at: expect.any(String) });
  });

  it("loads backwards until its root, and shows what is around a reply", async () => {
    const { thread } = await openThread({ replies: 10 });
    expect(contents(thread.state.snapshot())).toEqual(["reply 6", "reply 7", "reply 8", "reply 9"]);
    await thread.loadOlder();
    await thread.loadOlder();
    expect(contents(thread.state.snapshot())).toEqual(["root", ...replies(10)]);
    expect(thread.state.snapshot().hasOlder).toBe(false);

    const far = await openThread({ replies: 30 });
    expect(await far.thread.showAround(12)).toBe(12);
    expect(contents(far.thread.state.snapshot())).toContain("reply 10");
    expect(far.thread.state.snapshot().isLive).toBe(false);
    far.thread.showNewest();
    expect(contents(far.thread.state.snapshot()).at(-1)).toBe("reply 29");
  });

  it("goes on after a break: with what was missed, or anew where that was too much", async () => {
    const { server, thread } = await openThread({ replies: 1 });
    await missing(server, () => server.reply(rootSeq, "missed"));
    expect(contents(thread.state.snapshot())).toEqual(["root", "reply 0", "missed"]);
    await missing(server, () => {
      for (let n = 0; n < 9; n += 1) server.post(`much ${n}`);
      server.reply(rootSeq, "the last");
    });
    expect(contents(thread.state.snapshot())).toEqual(["root", "reply 0", "missed", "the last"]);
  });

  it("opened before its room is shows itself when the room is joined", async () => {
    const server = new FakeChatServer();
    server.post("root");
    server.reply(rootSeq, "reply");
    const { client } = await startClient(server);
    const thread = await client.room(7).thread(rootSeq);
    thread.open();
    client.room(7).open();
    await settle();
    expect(contents(thread.state.snapshot())).toEqual(["root", "reply"]);
  });

  it("says why there is nothing of it", async () => {
    const { room } = await openRoom();
    const none = await room.thread(99);
    none.open();
    await settle();
    expect(none.state.snapshot()).toMatchObject({ older: "failed", problem: { code: "unavailable" } });
  });

  it("stays shown where a page before it cannot be had: that is no reason why there is nothing", async () => {
    const { server, thread } = await openThread({ replies: 10 });
    server.threadAnswers = Promise.resolve("lost");
    await thread.loadOlder();
    expect(thread.state.snapshot()).toMatchObject({ older: "failed", problem: undefined });
  });

  it("tells who watches it whether one follows it still, after a break", async () => {
    const { server, thread } = await openThread();
    let shown = thread.state.snapshot();
    thread.state.subscribe(() => (shown = thread.state.snapshot()));
    await missing(server, () => (server.isFollowing = false));
    expect(shown.isFollowing).toBe(false);
  });

  it("is kept while it is open, and a few that were so lately", async () => {
    const { room } = await openRoom();
    const thread = await room.thread(rootSeq);
    thread.open();
    const closed = await room.thread(2);
    for (let seq = 3; seq < 10; seq += 1) await room.thread(seq);
    expect(await room.thread(rootSeq)).toBe(thread);
    expect(await room.thread(2)).not.toBe(closed);
    expect(await room.thread(9)).toBe(await room.thread(9));
  });
});

describe("a reply of one's own", () => {
  it("waits in its thread, and in the room only where it is sent there as well", async () => {
    const { server, room, thread } = await openThread();
    server.mode = "deaf";
    thread.send("beside");
    thread.send("both", { inRoom: true, replyTo: rootSeq });
    expect(pending(thread.state.snapshot())).toEqual(["beside", "both"]);
    expect(pending(room.state.snapshot())).toEqual(["both"]);
    expect(room.state.snapshot().queue.map(({ content }) => content)).toEqual(["beside", "both"]);
    server.mode = "up";
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(pending(thread.state.snapshot())).toEqual([]);
    expect(contents(thread.state.snapshot())).toEqual(["root", "beside", "both"]);
    expect(contents(room.state.snapshot())).toEqual(["root", "both"]);
    expect(room.state.snapshot().queue).toEqual([]);
    expect(room.state.snapshot().queue).toBe(room.state.snapshot().pending);
    expect(server.log.all().filter(({ thread_seq }) => thread_seq === rootSeq)).toHaveLength(2);
  });

  it("does not go to a server that would take it for a message to the room", async () => {
    const { server, thread } = await openThread({}, "1.3");
    thread.send("beside");
    await settle();
    expect(server.sent("send_message")).toBe(0);
    expect(thread.state.snapshot().pending).toMatchObject([
      { state: "failed", error: { code: "invalid_argument" }, threadSeq: rootSeq },
    ]);
  });

  it("that is taken back in its thread is so in the room", async () => {
    const { room, thread } = await openThread({}, "1.3");
    thread.send("both", { inRoom: true });
    await settle();
    const [failed] = room.state.snapshot().pending;
    thread.discard(failed!.clientMsgId);
    expect(room.state.snapshot()).toMatchObject({ pending: [], queue: [] });
  });

  it("may be sent over REST", async () => {
    const { client, seen } = await openThread();
    await client.messages.send(7, "both", "id", { threadSeq: rootSeq, inRoom: true });
    expect(seen.at(-1)).toMatchObject({ body: { content: "both", thread_seq: rootSeq, in_room: true } });
  });

  it("means that one follows the thread", async () => {
    const { server, thread } = await openThread({ following: false });
    expect(thread.state.snapshot().isFollowing).toBe(false);
    thread.send("mine");
    await settle();
    expect(thread.state.snapshot().isFollowing).toBe(true);
    expect(server.contents()).toEqual(["root"]);
  });
});

describe("one's place in a thread", () => {
  it("is its own: what is new in it stands below a line, and what was seen is read on all devices", async () => {
    const { server, room, thread } = await openThread({ replies: 3, read: 2 });
    expect(thread.state.snapshot()).toMatchObject({ lastReadSeq: 2, newFromSeq: 3 });
    thread.seen(3, 4);
    await vi.advanceTimersByTimeAsync(600);
    expect(server.socket.sent.filter(({ type }) => type === "mark_read")).toMatchObject([
      { room_id: 7, thread_seq: rootSeq, seq: 4 },
    ]);
    expect(thread.state.snapshot().lastReadSeq).toBe(4);
    expect(room.state.snapshot().lastReadSeq).toBe(0);
    // Nothing is said where nothing came in the thread.
    server.post("in the room");
    await settle();
    thread.seen(3, Infinity);
    thread.markRead();
    await vi.advanceTimersByTimeAsync(600);
    expect(server.sent("mark_read")).toBe(1);
  });

  it("goes back, here and elsewhere", async () => {
    const { server, thread } = await openThread({ replies: 3, read: 4 });
    await thread.markUnread(3);
    expect(thread.state.snapshot()).toMatchObject({ lastReadSeq: 2, newFromSeq: 3 });
    expect(server.socket.sent.at(-1)).toMatchObject({ type: "mark_unread", seq: 3, thread_seq: rootSeq });
    server.tell({ type: "read_moved", room_id: 7, thread_seq: rootSeq, last_read_seq: 4 });
    await settle();
    expect(thread.state.snapshot().lastReadSeq).toBe(4);
  });

  it("is taken up again where one left off, however much came since", async () => {
    const { thread } = await openThread({ replies: 30, read: 5 });
    expect(await thread.showFirstUnread()).toBe(6);
    expect(thread.state.snapshot().newFromSeq).toBe(6);
  });

  it("is known though it was moved while it was asked for", async () => {
    const { server, room } = await openRoom({ replies: 3, read: 2 });
    const answers = Promise.withResolvers<"come">();
    server.threadAnswers = answers.promise;
    const thread = await room.thread(rootSeq);
    thread.open();
    const shown = vi.fn<(seq: number | undefined) => void>();
    void thread.showFirstUnread().then(shown);
    await settle();
    server.threadMarks.set(rootSeq, 3);
    server.tell({ type: "read_moved", room_id: 7, thread_seq: rootSeq, last_read_seq: 3 });
    await settle();
    answers.resolve("come");
    await settle();
    expect(shown.mock.calls).toEqual([[4]]);
  });

  it("is not told to an instance of before 1.4, which would take it for that in the room, but to the next that knows threads", async () => {
    const { server, thread } = await openThread({ replies: 3 });
    const sent = (type: ClientFrame["type"]) =>
      server.sockets.flatMap((socket) => socket.sent.filter((one) => one.type === type));
    thread.seen(2, 4);
    await missing(server, () => (server.protocol = "1.3"));
    await expect(thread.markUnread(3)).rejects.toMatchObject({ code: "invalid_argument" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect([...sent("mark_read"), ...sent("mark_unread")]).toEqual([]);
    await missing(server, () => (server.protocol = protocolVersion));
    expect(sent("mark_read")).toMatchObject([{ thread_seq: rootSeq, seq: 4 }]);
  });
});

describe("who writes in a thread", () => {
  it("is seen there and not in the room; of oneself the others hear where it is", async () => {
    const { server, room, thread } = await openThread();
    const ben = { user_id: 2, username: "user-2" };
    server.tell({ type: "user_typing", room_id: 7, thread_seq: rootSeq, ...ben, is_typing: true });
    await settle();
    expect(thread.state.snapshot().typing).toMatchObject([ben]);
    expect(room.state.snapshot().typing).toEqual([]);
    server.reply(rootSeq, "said");
    await settle();
    expect(thread.state.snapshot().typing).toEqual([]);
    thread.setTyping(true);
    expect(server.socket.sent.at(-1)).toMatchObject({ type: "typing", thread_seq: rootSeq, is_typing: true });
  });

  it("is not told by an instance of before 1.4, which would show it in the room", async () => {
    const { server, room, thread } = await openThread({}, "1.3");
    thread.setTyping(true);
    expect(server.sent("typing")).toBe(0);
    room.setTyping(true);
    expect(server.sent("typing")).toBe(1);
  });
});

describe("following", () => {
  it("is said at once, and taken back where the server refuses", async () => {
    const { thread, seen } = await openThread();
    const ending = thread.follow(false);
    expect(thread.state.snapshot().isFollowing).toBe(false);
    await ending;
    expect(seen.at(-1)).toMatchObject({ method: "DELETE", path: "/api/v1/rooms/7/messages/1/follow" });
    await expect(thread.follow(true)).rejects.toMatchObject({ code: "unavailable" });
    expect(thread.state.snapshot().isFollowing).toBe(false);
  });
});

interface Given {
  readonly replies?: number;
  readonly read?: number;
  readonly following?: boolean;
}

async function openRoom({ replies = 0, read = rootSeq, following = true }: Given = {}, protocol?: string) {
  const server = new FakeChatServer();
  if (protocol !== undefined) server.protocol = protocol;
  server.post("root");
  for (let n = 0; n < replies; n += 1) server.reply(rootSeq, `reply ${n}`);
  server.threadMarks.set(rootSeq, read);
  server.isFollowing = following;
  const { client, seen } = await startClient(server, {
    "DELETE /api/v1/rooms/7/messages/1/follow": () => ({ body: {} }),
    "POST /api/v1/rooms/7/messages": () => ({ body: {} }),
  });
  const room = client.room(7);
  room.open();
  await settle();
  return { server, client, room, seen };
}

async function openThread(given: Given = {}, protocol?: string) {
  const opened = await openRoom(given, protocol);
  const thread = await opened.room.thread(rootSeq);
  thread.open();
  await settle();
  return { ...opened, thread };
}

/** Without a connection while it happens. */
async function missing(server: FakeChatServer, happens: () => void): Promise<void> {
  server.mode = "down";
  server.dropAll(1006);
  happens();
  server.mode = "up";
  await vi.advanceTimersByTimeAsync(30_000);
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1);
}

function messages({ items }: RoomSnapshot) {
  return items.flatMap((item) => (item.kind === "message" ? [item.message] : []));
}

function contents(state: RoomSnapshot): string[] {
  return messages(state).map(({ content }) => content);
}

function pending(state: RoomSnapshot): string[] {
  return state.pending.map(({ content }) => content);
}

function replies(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `reply ${n}`);
}
