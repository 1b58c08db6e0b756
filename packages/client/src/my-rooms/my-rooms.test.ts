import type { Message, RoomType, ServerFrame } from "@hubbub/ws-protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readFrame, type ReceivedFrame } from "../connection/read-frame.ts";
import { HubbubError } from "../hubbub-error.ts";
import type { MyRoom } from "../rest/rooms-api.ts";
import { fakeRoomsApi } from "../testing/fake-rooms-api.ts";
import { FakeUnreadServer } from "../testing/fake-unread-server.ts";
import { myRoomsMax } from "../limits.ts";
import { MyRooms } from "./my-rooms.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const direct = 5;
const group = 6;
const open = 7;

describe("the rooms of one's own", () => {
  it("count a direct message at once, and tell that it is meant for oneself", async () => {
    const { server, rooms } = await start();
    server.post(direct, "other", "hello");
    server.post(direct, "other", "are you there?");
    expect(rooms.counts()).toEqual({ [direct]: "2", [group]: "0", [open]: "0" });
    expect(rooms.mine.unread.snapshot()).toEqual({ rooms: 1, alerts: 2 });
    expect(rooms.loads()).toBe(1);
  });

  it("count a message once, however often and in which order it comes", async () => {
    const { rooms, receive } = await start();
    const log = new FakeUnreadServer({ [direct]: "direct" }, receive);
    const frames: ServerFrame[] = [];
    const other = new FakeUnreadServer({ [direct]: "direct" }, (frame) => frames.push(frame));
    for (const text of ["one", "two", "three"]) {
      log.post(direct, "other", text);
      other.post(direct, "other", text);
    }
    for (const frame of frames.toReversed()) receive(frame);
    expect(rooms.counts()[direct]).toBe("3");
  });

  it("learn of messages in rooms that are not open by reading the list again, mentions too", async () => {
    const { server, rooms } = await start();
    server.post(group, "other", "all of you");
    server.post(group, "other", "and @me, of course");
    await vi.advanceTimersByTimeAsync(1_999);
    expect(rooms.loads()).toBe(1);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(rooms.counts()[group]).toBe("2 @1");
    expect(rooms.mine.unread.snapshot()).toEqual({ rooms: 1, alerts: 1 });
  });

  it("count whom an edit calls, or no longer calls, at once where the room is open", async () => {
    const { server, rooms } = await start();
    server.post(open, "other", "hello");
    server.edit(open, 0, "hello @me");
    expect(rooms.counts()[open]).toBe("1 @1");
    server.edit(open, 0, "hello");
    expect(rooms.counts()[open]).toBe("1");
    expect(rooms.loads()).toBe(1);
  });

  it("ask the server whom an edit called before of which only it knows", async () => {
    const { server, rooms } = await start();
    server.post(open, "other", "hello @me");
    await rooms.loadNow();
    const before = rooms.loads();
    server.edit(open, 0, "hello");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.counts()[open]).toBe("1");
    expect(rooms.loads()).toBe(before + 1);
  });

  it("read the list again where the server counts otherwise for whom it called, and only there", async () => {
    const { server, rooms, receive } = await start();
    server.post(group, "other", "hello");
    await vi.advanceTimersByTimeAsync(4_000);
    server.edit(group, 0, "hello @me");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.counts()[group]).toBe("1 @1");
    const before = rooms.loads();
    receive({ type: "room_counts", rooms: [{ room_id: group, unread_count: 1, mention_count: 1 }] });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.loads()).toBe(before);
  });

  it("call nobody for what somebody writes who is blocked, and are told when that changes", async () => {
    const { server, rooms, receive } = await start();
    server.post(open, "other", "look, @me");
    server.post(direct, "other", "and here");
    expect(rooms.mine.unread.snapshot()).toEqual({ rooms: 2, alerts: 2 });

    rooms.blocked.add(2);
    rooms.mine.blocksChanged();
    expect(rooms.mine.unread.snapshot()).toEqual({ rooms: 1, alerts: 1 });
    server.post(open, "other", "@me, once more");
    expect(rooms.counts()[open]).toBe("2 @1");
    receive({ type: "read_receipt", room_id: open, user_id: 1, last_read_seq: 2 });
    expect(rooms.mine.unread.snapshot()).toEqual({ rooms: 0, alerts: 0 });
  });

  it("never make a storm of it: a busy minute costs thirty lists at most, a slow server fewer", async () => {
    const { server, rooms } = await start();
    for (let second = 0; second < 60; second += 1) {
      for (let n = 0; n < 50; n += 1) server.post(group, "other", "again");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(rooms.loads()).toBeLessThanOrEqual(31);
    expect(rooms.loads()).toBeGreaterThan(15);
    rooms.latencyMs = 3_000;
    const before = rooms.loads();
    for (let second = 0; second < 60; second += 1) {
      server.post(group, "other", "again");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(rooms.loads() - before).toBeLessThanOrEqual(5);
  });

  it("ask a server that fails less and less, and not at all without a connection", async () => {
    const { server, rooms } = await start();
    rooms.fails = true;
    server.post(group, "other", "hello");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(rooms.loads()).toBeLessThan(10);
    expect(rooms.mine.state.snapshot()).toMatchObject({ status: "ready", error: { code: "unavailable" } });
    rooms.mine.offline();
    const before = rooms.loads();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(rooms.loads()).toBe(before);
    rooms.fails = false;
    rooms.mine.online();
    await vi.advanceTimersByTimeAsync(0);
    expect(rooms.counts()[group]).toBe("1");
  });

  it("notice a direct message that was lost on the way", async () => {
    const { server, rooms } = await start();
    server.post(direct, "other", "lost", true);
    server.post(direct, "other", "hello");
    expect(rooms.counts()[direct]).toBe("1");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.counts()[direct]).toBe("2");
  });

  it("notice it before a reply in a thread too, which comes the same way", async () => {
    const { server, rooms, receive } = await start();
    server.post(direct, "other", "root");
    server.post(direct, "other", "lost", true);
    receive(server.rooms.get(direct)!.log.reply(2, 1, "beside"));
    expect(rooms.counts()[direct]).toBe("1");
    server.tellActivity();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.counts()[direct]).toBe("2");
  });

  it("read the list again where a page leaves messages out that nobody told of", async () => {
    const { server, rooms } = await start();
    for (let n = 0; n < 6; n += 1) server.post(group, "other", "hello", true);
    server.join(group, undefined);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.counts()[group]).toBe("6");
  });

  it.each([0, undefined])("count what joining after %s brings, but not what was deleted meanwhile", async (after) => {
    const { server, rooms } = await start();
    server.leave(open);
    for (let n = 0; n < 3; n += 1) server.post(open, "other", "hello", true);
    server.delete(open, 0);
    server.join(open, after);
    expect(rooms.counts()[open]).toBe("2");
    expect(rooms.loads()).toBe(1);
  });

  it("read the list for a room that was resumed before it was listed", async () => {
    const { rooms, receive, served } = await start();
    const joined = new FakeUnreadServer({ 8: "public" }, receive);
    for (let n = 0; n < 3; n += 1) joined.post(8, "other", "hello", true);
    served.push(() => joined.list());
    joined.join(8, 2);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rooms.counts()["8"]).toBe("3");
  });

  it("stand in the order of their titles, also when one gets another", async () => {
    const { rooms, receive } = await start();
    const order = () => rooms.mine.state.snapshot().rooms.map(({ id }) => id);
    expect(order()).toEqual([direct, group, open]);
    const renamed = { room_id: open, seq: 1, actor_id: 2, username: "user-2", created_at: "2026-01-01T00:00:00.000Z" };
    receive({ type: "room_updated", ...renamed, name: "renamed" });
    expect(order()).toEqual([direct, open, group]);
  });

  it("show a room that one was added to", async () => {
    const { rooms, receive, served } = await start();
    const added = new FakeUnreadServer({ 8: "private" }, () => {});
    served.push(() => added.list());
    receive({ type: "room_activity", rooms: [{ room_id: 8, last_seq: 1 }] });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(Object.keys(rooms.counts())).toContain("8");
    expect(rooms.loads()).toBe(2);
  });

  it("are as many as can be held, those with the latest messages, and say that there are more", async () => {
    const { mine, api } = await startMany(myRoomsMax + 1);
    expect(mine.state.snapshot()).toMatchObject({ status: "ready", extent: "cut" });
    expect(ids(mine)).toEqual(range(2, myRoomsMax + 1));
    expect(api.loads()).toBe(myRoomsMax / 100);
  });

  it("are listed again, seldom where they are many, for one beyond the end in which somebody writes", async () => {
    const { mine, api, latest } = await startMany(myRoomsMax + 1);
    const before = api.loads();
    latest(1);
    mine.receive({ type: "room_activity", rooms: [{ room_id: 1, last_seq: 1 }] });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(api.loads()).toBe(before);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.loads()).toBe(2 * before);
    expect(ids(mine)).toEqual([1, ...range(3, myRoomsMax + 1)]);
  });

  it("keep one that left the page that comes for the first page, which was read", async () => {
    const { mine, latest, beforePage } = await startMany(150);
    expect(mine.state.snapshot()).toMatchObject({ extent: "whole" });
    beforePage.set("100", () => {
      latest(7);
      mine.receive({ type: "room_activity", rooms: [{ room_id: 7, last_seq: 1 }] });
    });
    await mine.load();
    expect(ids(mine)).toEqual(range(1, 150));
  });

  describe("that could not be read", () => {
    it("are asked for again, and not taken for read because one room is open", async () => {
      const rooms = new Listed(() => server.list());
      const server: FakeUnreadServer = new FakeUnreadServer({ [direct]: "direct", [open]: "public" }, (frame) =>
        rooms.mine.receive(received(frame)),
      );
      rooms.fails = true;
      rooms.mine.online();
      server.join(open, undefined);
      await vi.advanceTimersByTimeAsync(0);
      const state = () => rooms.mine.state.snapshot();
      expect(state()).toMatchObject({ status: "failed", extent: "part", error: { code: "unavailable" } });
      expect(Object.keys(rooms.counts())).toEqual([String(open)]);
      rooms.fails = false;
      await vi.advanceTimersByTimeAsync(3_000);
      expect(state()).toMatchObject({ status: "ready", extent: "whole", error: undefined });
      expect(Object.keys(rooms.counts())).toEqual([String(direct), String(open)]);
    });

    it("are there as far as they came, say that the rest is missing, and are completed", async () => {
      const { mine, beforePage } = await startMany(150, { fails: "100" });
      expect(mine.state.snapshot()).toMatchObject({ status: "ready", extent: "part", error: { code: "unavailable" } });
      expect(ids(mine)).toEqual(range(51, 150));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(ids(mine)).toEqual(range(51, 150));
      beforePage.clear();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(mine.state.snapshot()).toMatchObject({ status: "ready", extent: "whole", error: undefined });
      expect(ids(mine)).toEqual(range(1, 150));
    });

    it("are not asked for before the server says, nor at all where asking again is of no use", async () => {
      const busy = await startMany(150, {
        fails: "",
        with: new HubbubError("overloaded", "", { retryAfterMs: 40_000 }),
      });
      await vi.advanceTimersByTimeAsync(39_000);
      expect(busy.api.loads()).toBe(1);
      busy.beforePage.clear();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(ids(busy.mine)).toHaveLength(150);

      const refused = await startMany(150, { fails: "", with: new HubbubError("forbidden") });
      await vi.advanceTimersByTimeAsync(120_000);
      expect(refused.api.loads()).toBe(1);
      expect(refused.mine.state.snapshot()).toMatchObject({ status: "failed", error: { code: "forbidden" } });
    });

    it("keep what was known, where another look at them fails in the middle", async () => {
      const { mine, beforePage } = await startMany(150);
      beforePage.set("100", unavailable);
      await mine.load();
      expect(mine.state.snapshot()).toMatchObject({ status: "ready", extent: "whole", error: { code: "unavailable" } });
      expect(ids(mine)).toEqual(range(1, 150));
    });
  });

  it.each([-3_600_000, 3_600_000])("are read again as ever where the clock is set by %i ms", async (byMs) => {
    const { server, rooms } = await start();
    vi.setSystemTime(Date.now() + byMs);
    for (let second = 0; second < 10; second += 1) {
      server.post(group, "other", "hello");
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await vi.advanceTimersByTimeAsync(3_000);
    expect(rooms.counts()[group]).toBe("10");
    expect(rooms.loads()).toBeLessThanOrEqual(8);
  });

  it("no longer show one that one was taken out of", async () => {
    const { rooms, receive } = await start();
    const users = [{ user_id: 1, username: "me" }];
    const gone = { room_id: group, seq: 1, created_at: "2026-01-01T00:00:00.000Z", actor_id: 2, users };
    receive({ type: "member_removed", ...gone, reason: "removed" });
    expect(Object.keys(rooms.counts())).not.toContain(String(group));
  });

  it("read on another device, and by what one writes oneself", async () => {
    const { server, rooms } = await start();
    for (const text of ["one", "two", "three"]) server.post(direct, "other", text);
    server.read(direct, 2);
    expect(rooms.counts()[direct]).toBe("1");
    server.post(direct, "me", "an answer");
    expect(rooms.counts()[direct]).toBe("0");
    expect(rooms.mine.state.snapshot().rooms.find(({ id }) => id === direct)?.last_read_seq).toBe(4);
  });

  it("are counted down while one reads on, without asking", async () => {
    const { server, rooms } = await start();
    for (const text of ["one", "two, @me", "three"]) server.post(direct, "other", text);
    await rooms.loadNow();
    rooms.mine.read(direct, 1, [messageOf(1, "one")]);
    expect(rooms.counts()[direct]).toBe("2 @1");
    server.post(direct, "other", "four");
    rooms.mine.read(direct, 2, [messageOf(2, "two, @me")]);
    expect(rooms.counts()[direct]).toBe("2");
    const loads = rooms.loads();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(rooms.loads()).toBe(loads);
  });

  it("are unread again from where one set one's place back, some at once and all once the server has counted", async () => {
    const { server, rooms } = await start();
    for (const text of ["one", "two, @me", "three"]) server.post(direct, "other", text);
    server.read(direct, 3);
    expect(rooms.counts()[direct]).toBe("0");
    server.setBack(direct, 1);
    const { last_read_seq, unread_count } = rooms.mine.state.snapshot().rooms.find(({ id }) => id === direct) ?? {};
    expect({ last_read_seq, unread_count }).toEqual({ last_read_seq: 1, unread_count: 1 });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(rooms.counts()[direct]).toBe("2 @1");
    server.read(direct, 2);
    server.setBack(direct, 2);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(rooms.counts()[direct], "that is where it stood").toBe("1");
  });

  it("stay unread where one set one's place back to before what one wrote, also when one joins again", async () => {
    const { server, rooms } = await start();
    server.post(open, "other", "one");
    server.post(open, "me", "mine");
    server.setBack(open, 0);
    await rooms.loadNow();
    expect(rooms.counts()[open]).toBe("1");
    server.join(open, undefined);
    expect(rooms.counts()[open]).toBe("1");
  });

  it("go by the furthest where marks are told out of turn that were not set back", async () => {
    const { server, rooms, receive } = await start();
    for (const text of ["one", "two", "three"]) server.post(direct, "other", text);
    server.read(direct, 3);
    receive({ type: "read_moved", room_id: direct, last_read_seq: 2 });
    expect(rooms.counts()[direct]).toBe("0");
  });

  it("keep as read what was read while an older list was on its way", async () => {
    const { server, rooms } = await start();
    server.post(direct, "other", "hello");
    rooms.latencyMs = 500;
    const loaded = rooms.mine.load();
    await vi.advanceTimersByTimeAsync(400);
    rooms.mine.read(direct, 1);
    rooms.pending.set(direct, 1);
    expect(rooms.counts()[direct]).toBe("0");
    await vi.advanceTimersByTimeAsync(100);
    await loaded;
    expect(rooms.counts()[direct]).toBe("0");
    await rooms.loadNow();
    expect(rooms.counts()[direct], "the server does not know yet").toBe("0");
  });

  it("do not count a member twice who is in the list already", async () => {
    const { server, rooms } = await start();
    server.addMember(open);
    const memberCount = () => rooms.mine.state.snapshot().rooms.find(({ id }) => id === open)?.member_count;
    expect(memberCount()).toBe(3);
    await rooms.loadNow();
    expect(memberCount()).toBe(2);
    server.join(open, 0);
    expect(memberCount(), "a resume sends the event again").toBe(2);
  });

  it("do not ask for the list because of a room that one only reads", async () => {
    const { rooms, receive } = await start();
    const visited = new FakeUnreadServer({ 9: "announcement" }, (frame) => {
      receive(frame.type === "room_joined" ? { ...frame, me: { user_id: 1, last_read_seq: 0 } } : frame);
    });
    visited.join(9, undefined);
    visited.post(9, "other", "news");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(rooms.loads()).toBe(1);
    expect(Object.keys(rooms.counts())).not.toContain("9");
  });

  it("are in the end what the server says, whatever comes in between, and never less than none", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
        const world = new World();
        await world.begin();
        for (const one of steps) {
          world.take(one);
          await vi.advanceTimersByTimeAsync(one.do === "wait" ? one.ms : 0);
          for (const room of world.rooms.mine.state.snapshot().rooms) {
            expect(room.unread_count).toBeGreaterThanOrEqual(0);
            expect(room.mention_count).toBeGreaterThanOrEqual(0);
          }
        }
        await world.end();
        expect(world.rooms.counts()).toEqual(toCounts(world.server.list()));
        world.rooms.mine.clear();
      }),
      { numRuns: 300 },
    );
  });
});

type Step =
  | { readonly do: "post"; readonly room: number; readonly by: "me" | "other"; readonly isLost: boolean }
  | { readonly do: "delete"; readonly room: number; readonly nth: number }
  | { readonly do: "edit"; readonly room: number; readonly nth: number; readonly content: string }
  | { readonly do: "read here" | "read elsewhere" | "set back"; readonly room: number; readonly back: number }
  | { readonly do: "member" | "later" | "open" | "close"; readonly room: number }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "break" | "marks arrive" | "activity" };

const room = fc.constantFrom(direct, group, open);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("post" as const),
      room,
      by: fc.constantFrom("other" as const, "other" as const, "me" as const),
      isLost: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), room, nth: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      room,
      nth: fc.nat(9),
      content: fc.constantFrom("hello", "hello @me"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("read here" as const, "read elsewhere" as const, "set back" as const),
      room,
      back: fc.nat(3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("member" as const, "later" as const, "open" as const, "close" as const),
      room,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.oneof(fc.nat(3_000), fc.nat(200)) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("break" as const, "marks arrive" as const, "activity" as const) }),
  },
);

/** A server, one person's client, and a wire between them that takes its time and breaks. */
class World {
  readonly rooms: Listed;
  readonly server: FakeUnreadServer;
  readonly #positions = new Map<number, number>();
  /** Frames on a wire that broke do not arrive. */
  #wire = 0;

  constructor() {
    this.server = new FakeUnreadServer({ [direct]: "direct", [group]: "private", [open]: "public" }, (frame) => {
      const wire = this.#wire;
      setTimeout(() => wire === this.#wire && this.#receive(received(frame)), wireMs);
    });
    this.rooms = new Listed(() => this.server.list());
    this.rooms.latencyMs = 200;
  }

  async begin(): Promise<void> {
    this.server.join(open, undefined);
    this.rooms.mine.online();
    this.server.tellActivity();
    await vi.advanceTimersByTimeAsync(0);
  }

  take(one: Step): void {
    switch (one.do) {
      case "post":
        return this.server.post(one.room, one.by, one.isLost ? "hello @me" : "hello", one.isLost);
      case "delete":
        return this.server.delete(one.room, one.nth);
      case "edit":
        return this.server.edit(one.room, one.nth, one.content);
      case "member":
        return this.server.addMember(one.room);
      case "later":
        return this.server.later(one.room);
      case "read elsewhere":
        return this.server.read(one.room, this.#head(one.room) - one.back);
      case "set back":
        return this.server.setBack(one.room, this.#head(one.room) - one.back);
      case "read here": {
        const seq = (this.#positions.get(one.room) ?? 0) - one.back;
        if (seq <= (this.rooms.pending.get(one.room) ?? 0)) return;
        this.rooms.pending.set(one.room, seq);
        return this.rooms.mine.read(one.room, seq);
      }
      case "marks arrive":
        return this.#marksArrive();
      case "open":
        return this.server.join(one.room, this.#positions.get(one.room));
      case "close":
        return this.server.leave(one.room);
      case "wait":
        return;
      case "activity":
        return this.server.tellActivity();
      case "break":
        return this.#reconnect();
    }
  }

  /** Lets all arrive that will. Only what nobody tells needs one more look. */
  async end(): Promise<void> {
    this.#marksArrive();
    this.server.tellActivity();
    await vi.advanceTimersByTimeAsync(10_000);
    if (this.server.hasSecrets) await this.rooms.loadNow();
  }

  #receive(frame: ReceivedFrame): void {
    if (frame.type === "room_joined") this.#positions.set(frame.room_id, frame.recovered ? 0 : frame.last_seq);
    if ("seq" in frame && "room_id" in frame && this.server.rooms.get(frame.room_id)?.isJoined === true) {
      this.#positions.set(frame.room_id, frame.seq);
    }
    this.rooms.mine.receive(frame);
  }

  #marksArrive(): void {
    for (const [roomId, seq] of this.rooms.pending) this.server.read(roomId, seq);
    this.rooms.pending.clear();
  }

  #reconnect(): void {
    this.#wire += 1;
    this.rooms.mine.offline();
    this.rooms.mine.online();
    this.server.tellActivity();
    for (const [id, { isJoined }] of this.server.rooms) if (isJoined) this.server.join(id, this.#positions.get(id));
  }

  #head(roomId: number): number {
    return this.server.rooms.get(roomId)?.log.lastSeq ?? 0;
  }
}

const wireMs = 20;

/** MyRooms with a list that takes its time: half of it before the server looks, half after. */
class Listed {
  latencyMs = 0;
  fails = false;
  readonly blocked = new Set<number>();
  readonly pending = new Map<number, number>();
  readonly #api;
  readonly mine: MyRooms;

  constructor(list: () => readonly MyRoom[]) {
    this.#api = fakeRoomsApi(async () => {
      await pause(this.latencyMs / 2);
      if (this.fails) throw new HubbubError("unavailable");
      const rooms = list();
      await pause(this.latencyMs / 2);
      return { rooms, next_page_token: "" };
    });
    this.mine = new MyRooms({
      api: this.#api,
      me: () => ({ userId: 1, username: "me", isBlocked: (userId) => this.blocked.has(userId) }),
      pendingReads: () => this.pending,
    });
  }

  loads(): number {
    return this.#api.loads();
  }

  async loadNow(): Promise<void> {
    const loaded = this.mine.load();
    await vi.advanceTimersByTimeAsync(2 * this.latencyMs);
    await loaded;
  }

  counts(): Record<number, string> {
    return toCounts(this.mine.state.snapshot().rooms);
  }
}

function messageOf(seq: number, content: string): Message {
  const text = { content, client_msg_id: `${seq}`, created_at: "2026-01-01T00:00:00.000Z", reactions: [] };
  return { id: `${direct}:${seq}`, room_id: direct, seq, user_id: 2, username: "other", ...text };
}

/** A started client of a server whose frames arrive at once; `open` is joined. */
async function start(types: Readonly<Record<number, RoomType>> = { [direct]: "direct", [group]: "private" }) {
  const receive = (frame: ServerFrame) => rooms.mine.receive(received(frame));
  const server: FakeUnreadServer = new FakeUnreadServer({ ...types, [open]: "public" }, receive);
  const served = [() => server.list()];
  const rooms: Listed = new Listed(() => served.flatMap((list) => list()));
  rooms.mine.online();
  await vi.advanceTimersByTimeAsync(0);
  server.join(open, undefined);
  return { server, rooms, receive, served };
}

/** Somebody in rooms 1 to `count`, of which the last one had the latest message; a token is how many came before. */
async function startMany(count: number, trouble?: { readonly fails: string; readonly with?: HubbubError }) {
  let order = range(1, count).toReversed();
  const beforePage = new Map<string, () => void>();
  if (trouble !== undefined) {
    beforePage.set(trouble.fails, () => {
      throw trouble.with ?? new HubbubError("unavailable");
    });
  }
  const api = fakeRoomsApi(async (token) => {
    beforePage.get(token)?.();
    const end = Number(token) + 100;
    const rooms = order.slice(Number(token), end).map(toRoom);
    return { rooms, next_page_token: end < count ? String(end) : "" };
  });
  const me = { userId: 1, username: "me", isBlocked: () => false };
  const mine = new MyRooms({ api, me: () => me, pendingReads: () => new Map() });
  mine.online();
  await vi.advanceTimersByTimeAsync(0);
  const latest = (id: number) => {
    order = [id, ...order.filter((other) => other !== id)];
  };
  return { mine, api, beforePage, latest };
}

function unavailable(): never {
  throw new HubbubError("unavailable");
}

function toRoom(id: number): MyRoom {
  const created_at = "2026-01-01T00:00:00.000Z";
  const room = { id, name: `room ${id}`, type: "public" as const, topic: "", created_by: 1, created_at, people: [] };
  return { ...room, member_count: 1, last_seq: 1, last_read_seq: 1, unread_count: 0, mention_count: 0 };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function ids(mine: MyRooms): number[] {
  return mine.state
    .snapshot()
    .rooms.map(({ id }) => id)
    .toSorted((a, b) => a - b);
}

/** As it comes off a socket. */
function received(frame: ServerFrame): ReceivedFrame {
  const read = readFrame(JSON.stringify(frame));
  if (read === undefined) throw new Error(`nothing of ${frame.type}`);
  return read;
}

function toCounts(rooms: readonly MyRoom[]): Record<number, string> {
  return Object.fromEntries(
    rooms.map(({ id, unread_count, mention_count }) => [
      id,
      mention_count === 0 ? `${unread_count}` : `${unread_count} @${mention_count}`,
    ]),
  );
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
