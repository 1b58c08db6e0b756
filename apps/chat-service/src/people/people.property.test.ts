import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { activityIntervalMs, maxSignalBufferedBytes } from "../limits.ts";
import { PeopleRig } from "./testing/people-rig.ts";
import type { TestRecipient } from "./testing/test-recipient.ts";

const userIds = [1, 2, 3];
const roomIds = [10, 11, 12];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One instance among others that write and tell it so, in any order; what it reads may be old when it arrives. */
class Model {
  readonly rig = new PeopleRig();
  readonly sockets = new Set<TestRecipient>();
  /** What others published and has not arrived. */
  arriving: (() => void)[] = [];
  /** By socket and room: the last head told since the person's membership last changed. */
  readonly #known = new WeakMap<TestRecipient, Map<number, number>>();
  /** The same since anything was heard of such a change: then being told again is right. */
  readonly #told = new WeakMap<TestRecipient, Map<number, number>>();
  readonly #toldAt = new WeakMap<TestRecipient, number>();
  /**
   * `user:room` of changes of memberships that the broker has lost: one learns of them by reads, of which an old one may be answered
   * after a newer one, and each may tell again.
   */
  readonly #lost = new Set<string>();
  /** Those that have not arrived. */
  #onTheirWay = new Set<string>();
  /** Whoever was in a room has its messages from there. */
  readonly #wasIn = new WeakMap<TestRecipient, Set<number>>();
  brokerUp = true;
  /** Found inside timers, where a throw would reach nobody. */
  readonly violations: string[] = [];

  constructor() {
    this.rig.prompt = false;
  }

  connect(userId: number): void {
    const socket = this.rig.connect(userId);
    this.sockets.add(socket);
    this.#known.set(socket, new Map());
    this.#told.set(socket, new Map());
    this.#wasIn.set(socket, new Set());
    socket.onWrite = (frames) => {
      for (const frame of frames) if (frame.type === "room_activity") this.#check(socket, frame.rooms);
    };
  }

  disconnect(socket: TestRecipient): void {
    this.sockets.delete(socket);
    this.rig.people.remove(socket);
    socket.onWrite = () => this.violations.push("a closed socket was written to");
  }

  join(socket: TestRecipient, roomId: number): void {
    if (!socket.joined.delete(roomId)) socket.joined.add(roomId);
    this.#wasIn.get(socket)?.add(roomId);
  }

  write(roomId: number): void {
    const lastSeq = this.rig.post(roomId);
    this.#publish(() => this.rig.people.heard([{ roomId, lastSeq }]));
  }

  changeMembership(userId: number, roomId: number): void {
    const rooms = this.rig.members.get(userId);
    const membership = rooms?.has(roomId) ? "removed" : "added";
    if (membership === "removed") rooms?.delete(roomId);
    else this.rig.member(userId, roomId, this.rig.heads.get(roomId) ?? 0);
    for (const told of [this.#known, this.#told]) this.#forget(told, userId, roomId);
    const change = `${userId}:${roomId}`;
    (this.brokerUp ? this.#onTheirWay : this.#lost).add(change);
    this.#publish(() => {
      this.#forget(this.#told, userId, roomId);
      this.#onTheirWay.delete(change);
      this.rig.receive(userId, roomId, { effects: { membership } });
    });
  }

  turnBroker(): void {
    this.brokerUp = !this.brokerUp;
    if (!this.brokerUp) {
      this.arriving = [];
      for (const change of this.#onTheirWay) this.#lost.add(change);
      this.#onTheirWay = new Set();
    }
    this.rig.people.brokerState(this.brokerUp ? "up" : "away");
  }

  async finish(): Promise<void> {
    if (!this.brokerUp) this.turnBroker();
    for (const arrive of this.arriving.splice(0)) arrive();
    for (const socket of this.sockets) socket.buffered = 0;
    this.rig.prompt = true;
    for (let i = 0; i < 5; i += 1) {
      for (const read of this.rig.reads) read.finish();
      await vi.advanceTimersByTimeAsync(2 * activityIntervalMs);
    }
  }

  checkNothingForgotten(): void {
    for (const socket of this.sockets) {
      for (const [roomId, lastReadSeq] of this.rig.members.get(socket.userId) ?? []) {
        if (this.#wasIn.get(socket)?.has(roomId)) continue;
        const known = Math.max(lastReadSeq, this.#known.get(socket)?.get(roomId) ?? 0);
        expect(known).toBe(this.rig.heads.get(roomId) ?? 0);
      }
    }
  }

  #publish(arrive: () => void): void {
    if (this.brokerUp) this.arriving.push(arrive);
  }

  #forget(told: WeakMap<TestRecipient, Map<number, number>>, userId: number, roomId: number): void {
    for (const socket of this.sockets) if (socket.userId === userId) told.get(socket)?.delete(roomId);
  }

  #check(socket: TestRecipient, rooms: readonly { room_id: number; last_seq: number }[]): void {
    const now = Date.now();
    const sinceMs = now - (this.#toldAt.get(socket) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs < activityIntervalMs) this.violations.push(`told again after ${sinceMs} ms`);
    if (socket.buffered > maxSignalBufferedBytes) this.violations.push("told while behind");
    this.#toldAt.set(socket, now);
    const told = this.#told.get(socket);
    for (const { room_id: roomId, last_seq: head } of rooms) {
      const before = told?.get(roomId) ?? -1;
      if (socket.joined.has(roomId)) this.violations.push("told of a room that it is in");
      const mayBeAgain = head === before && this.#lost.has(`${socket.userId}:${roomId}`);
      if (head <= before && !mayBeAgain) this.violations.push(`told ${head} after ${before}`);
      told?.set(roomId, head);
      this.#known.get(socket)?.set(roomId, head);
    }
  }
}

type Step = (model: Model) => void | Promise<unknown>;

const nth = fc.nat({ max: 50 });
const pick = <Item>(items: Iterable<Item>, n: number): Item | undefined => {
  const all = [...items];
  return all[n % all.length];
};
const user = fc.constantFrom(...userIds);
const room = fc.constantFrom(...roomIds);

function withSocket(act: (model: Model, socket: TestRecipient) => void): fc.Arbitrary<Step> {
  return nth.map((n) => (model) => {
    const socket = pick(model.sockets, n);
    if (socket !== undefined) act(model, socket);
  });
}

const step: fc.Arbitrary<Step> = fc.oneof(
  user.map((userId) => (model: Model) => model.connect(userId)),
  withSocket((model, socket) => model.disconnect(socket)),
  fc.tuple(nth, room).map(([n, roomId]) => (model: Model) => {
    const socket = pick(model.sockets, n);
    if (socket !== undefined) model.join(socket, roomId);
  }),
  withSocket((_, socket) => (socket.buffered = maxSignalBufferedBytes + 1)),
  withSocket((_, socket) => (socket.buffered = 0)),
  { weight: 4, arbitrary: room.map((roomId) => (model: Model) => model.write(roomId)) },
  {
    weight: 2,
    arbitrary: fc.tuple(user, room).map(
      ([userId, roomId]) =>
        (model: Model) =>
          model.changeMembership(userId, roomId),
    ),
  },
  {
    weight: 4,
    arbitrary: nth.map((n) => (model: Model) => model.arriving.splice(n % (model.arriving.length || 1), 1)[0]?.()),
  },
  { weight: 3, arbitrary: nth.map((n) => (model: Model) => pick(model.rig.reads, n)?.finish()) },
  nth.map((n) => (model: Model) => pick(model.rig.reads, n)?.fail()),
  fc.constant((model: Model) => model.turnBroker()),
  { weight: 4, arbitrary: fc.nat({ max: 1_500 }).map((ms) => () => vi.advanceTimersByTimeAsync(ms)) },
);

test("whatever the order, no head is told twice and none forgotten", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(user, room), { maxLength: 6 }),
      fc.array(step, { maxLength: 80, size: "max" }),
      async (members, steps) => {
        const model = new Model();
        for (const [userId, roomId] of members) model.rig.member(userId, roomId);
        for (const act of steps) {
          await act(model);
          await vi.advanceTimersByTimeAsync(0);
        }
        await model.finish();
        expect(model.violations).toEqual([]);
        model.checkNothingForgotten();
        await model.rig.people.stop();
      },
    ),
    { numRuns: 300 },
  );
});
