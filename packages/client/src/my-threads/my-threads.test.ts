import type { Message } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MyThread } from "../rest/threads-api.ts";
import { FakeChatServer } from "../testing/fake-chat-server.ts";
import { startClient } from "../testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the threads that one follows", () => {
  it("are there once they were asked for, with what is unread in them, and again after a break", async () => {
    const list = [followed({ unread_count: 2, mention_count: 1 }), followed({ seq: 2 })];
    const { server, threads } = await start(list);
    expect(threads()).toMatchObject({ status: "ready", isCut: false, unreadCount: 1, mentionCount: 1 });
    expect(threads().threads.map(({ root }) => root.seq)).toEqual([1, 2]);
    list.pop();
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(threads().threads.map(({ root }) => root.seq)).toEqual([1]);
  });

  it("count the replies that come in an open room, each once, and those that mention one", async () => {
    const { server, client, threads, asked } = await start([followed({ last_seq: 1, last_read_seq: 1 })]);
    server.post("root");
    client.room(7).open();
    await vi.advanceTimersByTimeAsync(5_000);
    const before = asked();
    const last_seq = server.reply(1, "one");
    server.reply(1, "@user-1 two");
    await settle();
    expect(threads().threads).toMatchObject([
      { last_seq: 3, unread_count: 2, mention_count: 1, root: { thread: { reply_count: 2 } } },
    ]);
    server.tell({ type: "thread_activity", room_id: 7, thread_seq: 1, last_seq });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toBe(before);
    const listener = vi.fn<() => void>();
    client.threads.state.subscribe(listener);
    server.tell(server.log.frames.at(-1)!);
    await settle();
    expect(listener, "told of what is no news").not.toHaveBeenCalled();
  });

  it("count what came while they were on their way, on top of what they say", async () => {
    const { server, client, list, hold, threads } = await start([]);
    server.post("root");
    client.room(7).open();
    for (const text of ["one", "two", "three"]) server.reply(1, text);
    list.push(followed({ last_seq: 4, last_read_seq: 4 }));
    await client.threads.load();
    list[0] = followed({ last_seq: 4, last_read_seq: 1, unread_count: 3 });
    const answer = hold();
    server.tell({ type: "read_moved", room_id: 7, thread_seq: 1, last_read_seq: 1, back: true });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(threads().threads).toMatchObject([{ unread_count: 1 }]);
    server.reply(1, "four");
    await settle();
    answer();
    await settle();
    expect(threads().threads).toMatchObject([{ last_seq: 5, unread_count: 4 }]);
  });

  it("are read again for a break that came while they were on their way", async () => {
    const { server, client, list, hold, threads } = await start([]);
    const answer = hold();
    void client.threads.load();
    await settle();
    list.push(followed({ last_seq: 2, unread_count: 1 }));
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    answer();
    await settle();
    expect(threads().unreadCount).toBe(1);
  });

  it("are read again where a room is joined anew: of what was said just before nobody else tells", async () => {
    const { server, client, list, threads } = await start([followed({ last_seq: 2, last_read_seq: 2 })]);
    server.post("root");
    for (const text of ["read", "just before"]) server.reply(1, text);
    client.room(7).open();
    await settle();
    const last_seq = server.reply(1, "just after");
    server.tell({ type: "thread_activity", room_id: 7, thread_seq: 1, last_seq });
    list[0] = followed({ last_seq, last_read_seq: 2, unread_count: 2 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(threads().threads).toMatchObject([{ unread_count: 2 }]);
  });

  it("ask the server whom an edit of what is unread calls, and only then", async () => {
    const { server, client, list, threads, asked } = await start([
      followed({ last_seq: 2, last_read_seq: 1, unread_count: 1 }),
    ]);
    server.post("root");
    server.reply(1, "hello");
    client.room(7).open();
    await vi.advanceTimersByTimeAsync(5_000);
    const before = asked();
    server.happen(server.log.edit(2, "hello there"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toBe(before);
    server.happen(server.log.edit(2, "hello @user-1"));
    list[0] = followed({ last_seq: 2, last_read_seq: 1, unread_count: 1, mention_count: 1 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(threads().mentionCount).toBe(1);
  });

  it("go with their roots, where the room keeps those no longer", async () => {
    const { server, client, threads } = await start([followed({ last_seq: 3 }), followed({ seq: 2, last_seq: 4 })]);
    for (const text of ["root", "another"]) server.post(text);
    client.room(7).open();
    await settle();
    server.happen(server.log.expire(1));
    await settle();
    expect(threads().threads.map(({ root }) => root.seq)).toEqual([2]);
  });

  it("are asked for again, seldom enough, where only the server knows", async () => {
    const { server, list, threads, asked } = await start([]);
    list.push(followed({ unread_count: 1 }));
    for (let last_seq = 2; last_seq < 40; last_seq += 1) {
      server.tell({ type: "thread_activity", room_id: 7, thread_seq: 1, last_seq });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(threads()).toMatchObject({ unreadCount: 1 });
    expect(asked()).toBeGreaterThan(1);
    expect(asked()).toBeLessThanOrEqual(3);
  });

  it("are read where one has read them, here or elsewhere, and unread where one set one's place back", async () => {
    const { server, client, threads, list, asked } = await start([
      followed({ last_seq: 9, unread_count: 3, mention_count: 1 }),
    ]);
    client.threads.read(7, 1, 5);
    expect(threads().threads).toMatchObject([{ last_read_seq: 5, unread_count: 3 }]);
    client.threads.read(7, 1, 9);
    expect(threads()).toMatchObject({ unreadCount: 0, mentionCount: 0 });
    list[0] = followed({ last_seq: 9, last_read_seq: 4, unread_count: 2 });
    server.tell({ type: "read_moved", room_id: 7, thread_seq: 1, last_read_seq: 4, back: true });
    await settle();
    expect(threads().threads).toMatchObject([{ last_read_seq: 4, unread_count: 1 }]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(threads().threads).toMatchObject([{ unread_count: 2 }]);
    expect(asked()).toBe(2);
    server.tell({ type: "read_moved", room_id: 7, thread_seq: 1, last_read_seq: 9 });
    await settle();
    expect(threads().unreadCount).toBe(0);
  });

  it("show their roots as those are now, and go with the room", async () => {
    const { server, client, threads } = await start([followed({})]);
    server.post("root");
    client.room(7).open();
    await settle();
    server.happen(server.log.edit(1, "changed"));
    await settle();
    expect(threads().threads).toMatchObject([{ root: { content: "changed" } }]);
    server.removeMember();
    await settle();
    expect(threads().threads).toEqual([]);
  });

  it("are followed and left", async () => {
    const { client, threads, list } = await start([followed({})]);
    client.threads.followed(7, 1, false);
    expect(threads().threads).toEqual([]);
    client.threads.followed(7, 1, true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(threads().threads).toHaveLength(list.length);
    client.threads.followed(7, 1, true);
    expect(threads().threads).toHaveLength(list.length);
  });

  it("are left for good, and forget nothing for it, where a list is on its way", async () => {
    const { server, client, list, hold, threads } = await start([followed({})]);
    const answer = hold();
    void client.threads.load();
    await settle();
    server.tell({ type: "thread_activity", room_id: 7, thread_seq: 2, last_seq: 9 });
    await settle();
    client.threads.followed(7, 1, false);
    answer();
    await settle();
    expect(threads().threads).toEqual([]);
    list[0] = followed({ seq: 2 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(threads().threads.map(({ root }) => root.seq)).toEqual([2]);
  });

  it("are read once at a time, also where those of the session before are on their way", async () => {
    const { client, hold, asked } = await start([]);
    const [before, answer] = [asked(), hold()];
    void client.threads.load();
    await settle();
    client.threads.clear();
    hold();
    void client.threads.load();
    await settle();
    answer();
    await settle();
    void client.threads.load();
    await settle();
    expect(asked() - before).toBe(2);
  });

  it("say that they could not be read, and are there when they can", async () => {
    const { threads, failing } = await start([followed({})], "failing");
    expect(threads()).toMatchObject({ status: "failed", error: { code: "unavailable" } });
    failing.is = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(threads()).toMatchObject({ status: "ready", error: undefined });
  });

  it("are at most those with the latest replies", async () => {
    const { threads } = await start(Array.from({ length: 300 }, (_, n) => followed({ seq: n + 1 })));
    expect(threads().threads).toHaveLength(200);
    expect(threads().isCut).toBe(true);
  });

  it("are none on a server that knows no threads, and it is not asked", async () => {
    const server = new FakeChatServer();
    server.protocol = "1.3";
    const { client, seen } = await startClient(server);
    await client.threads.load();
    expect(client.threads.state.snapshot()).toMatchObject({ status: "missing", threads: [] });
    expect(seen.filter(({ path }) => path.includes("threads"))).toEqual([]);
  });
});

async function start(list: MyThread[], how: "failing" | "fine" = "fine") {
  const server = new FakeChatServer();
  const failing = { is: how === "failing" };
  let held: Promise<void> | undefined;
  const { client, seen } = await startClient(server, {
    "GET /api/v1/users/me/threads": async ({ path }) => {
      if (failing.is) return "unreachable";
      const from = Number(new URLSearchParams(path.split("?")[1]).get("page_token") ?? 0);
      const next = from + 100;
      const next_page_token = next < list.length ? String(next) : "";
      const threads = list.slice(from, next);
      const wait = held;
      held = undefined;
      await wait;
      return { body: { threads, next_page_token } };
    },
  });
  await client.threads.load();
  return {
    server,
    client,
    list,
    failing,
    /** The next list is the one of now or later, and comes when the test says so. */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    threads: () => client.threads.state.snapshot(),
    asked: () => seen.filter(({ path }) => path.startsWith("/api/v1/users/me/threads")).length,
  };
}

function followed({ seq = 1, ...counts }: Partial<MyThread> & { readonly seq?: number }): MyThread {
  const root: Message = {
    id: `7:${seq}`,
    room_id: 7,
    seq,
    user_id: 2,
    username: "user-2",
    content: "root",
    client_msg_id: "root",
    created_at: at,
    reactions: [],
  };
  return { room, root, last_seq: 1, last_read_seq: 1, unread_count: 0, mention_count: 0, ...counts };
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1);
}

const at = "2026-01-01T00:00:00.000Z";
const room: MyThread["room"] = {
  id: 7,
  name: "room",
  type: "public",
  topic: "",
  created_by: 1,
  last_seq: 1,
  member_count: 2,
  created_at: at,
  people: [],
};
