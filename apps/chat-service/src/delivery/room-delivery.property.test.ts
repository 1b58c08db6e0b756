import fc from "fast-check";
import { expect, it } from "vitest";
import type { RoomPublication } from "../broker/broker.ts";
import { deliveryRig } from "./testing/delivery-rig.ts";
import { type ReceivedFrame, TestReader } from "./testing/test-reader.ts";

const rooms = [1, 2];
const users = [1, 2, 3];

const room = fc.constantFrom(...rooms);
const user = fc.constantFrom(...users);
const windowMs = fc.constantFrom(0, 20, 700);
const how = fc.constantFrom("here", "here, copy lost", "elsewhere", "elsewhere, late", "elsewhere, lost");
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("post"), room, how, count: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("post"), room, how, count: fc.integer({ min: 480, max: 520 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete"), room, how, back: fc.nat(8) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("remove"), room, how, user, before: fc.nat(2), after: fc.nat(2) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("deliver"), which: fc.nat(20), keep: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("join"), room, user, resume: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave"), room, user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("disconnect"), user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stall reader"), user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("broker"), state: fc.constantFrom("up", "away") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("postgres"), state: fc.constantFrom("up", "away") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hold reads") }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("release reads") }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("pass"), ms: fc.constantFrom(0, 10, 60, 600, 2_100) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore"), room, back: fc.nat(5) }) },
) satisfies fc.Arbitrary<Step>;

type How = "here" | "here, copy lost" | "elsewhere" | "elsewhere, late" | "elsewhere, lost";
type Step =
  | { do: "post"; room: number; how: How; count: number }
  | { do: "delete"; room: number; how: How; back: number }
  | { do: "remove"; room: number; how: How; user: number; before: number; after: number }
  | { do: "deliver"; which: number; keep: boolean }
  | { do: "join"; room: number; user: number; resume: boolean }
  | { do: "leave"; room: number; user: number }
  | { do: "disconnect" | "stall reader"; user: number }
  | { do: "broker" | "postgres"; state: "up" | "away" }
  | { do: "hold reads" | "release reads" }
  | { do: "pass"; ms: number }
  | { do: "restore"; room: number; back: number };

it("gives every reader the room's log from its position on: in order, each event once, and in the end all of it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), windowMs, async (steps, ms) => {
      const world = new World(ms);
      for (const step of steps) await world.take(step);
      await world.end();
      expect(world.problems()).toEqual([]);
    }),
    { numRuns: 500 },
  );
}, 120_000);

/** Clients that come back with what they know, a log, and a broker that does whatever it may. */
class World {
  readonly #rig: ReturnType<typeof deliveryRig>;
  readonly #late: RoomPublication[] = [];
  readonly #sockets = new Map<number, Socket>();
  readonly #allSockets: Socket[] = [];
  #restores = 0;

  constructor(windowMs: number) {
    this.#rig = deliveryRig({ windows: () => windowMs });
  }

  async take(step: Step): Promise<void> {
    const { log, clock, delivery } = this.#rig;
    switch (step.do) {
      case "post":
        return this.#publish(log.post(step.room, step.count), step.how);
      case "delete":
        if (log.head(step.room) <= step.back) return;
        return this.#publish(log.append(step.room, { deletes: log.head(step.room) - step.back }), step.how);
      case "remove": {
        const around = (count: number) => Array.from({ length: count }, () => ({ text: "around" }));
        const events = [...around(step.before), { removes: step.user }, ...around(step.after)];
        return this.#publish(log.append(step.room, ...events), step.how);
      }
      case "deliver": {
        const at = step.which % Math.max(1, this.#late.length);
        const [publication] = step.keep ? this.#late.slice(at, at + 1) : this.#late.splice(at, 1);
        if (publication !== undefined) delivery.publication(publication);
        return;
      }
      case "join":
        this.#join(step.user, step.room, step.resume);
        return clock.turn();
      case "leave": {
        const socket = this.#sockets.get(step.user);
        if (socket === undefined || socket.joining) return;
        delivery.leave(socket.reader, step.room);
        socket.rooms.delete(step.room);
        return;
      }
      case "disconnect": {
        const socket = this.#sockets.get(step.user);
        if (socket === undefined) return;
        socket.rooms.clear();
        socket.reader.closedBy ??= "resync";
        return delivery.dropReader(socket.reader);
      }
      case "stall reader": {
        const socket = this.#sockets.get(step.user);
        if (socket !== undefined) socket.reader.buffered = 2 * 1024 * 1024;
        return;
      }
      case "broker":
        return delivery.brokerState(step.state);
      case "postgres":
        log.failure = step.state === "up" ? undefined : new Error("connection refused");
        return;
      case "hold reads":
        return log.hold();
      case "release reads":
        return log.release();
      case "pass":
        return clock.pass(step.ms);
      case "restore":
        this.#restores += 1;
        return log.restore(step.room, Math.max(0, log.head(step.room) - step.back), `epoch-${this.#restores + 1}`);
    }
  }

  /** Everything works again, but what is still under way at the broker is lost. */
  async end(): Promise<void> {
    const { log, clock, delivery } = this.#rig;
    log.failure = undefined;
    log.release();
    delivery.brokerState("up");
    await clock.pass(15_000);
  }

  problems(): string[] {
    const { log, delivery } = this.#rig;
    const problems = this.#allSockets.flatMap(({ reader, rooms: joined }) =>
      rooms.flatMap((roomId) => {
        const { wrong, position } = this.#follow(reader, roomId);
        const open = reader.closedBy === undefined && joined.has(roomId);
        const ends = `user ${reader.userId} is left at ${position} of ${log.head(roomId)} in room ${roomId}`;
        return open && position !== log.head(roomId) ? [...wrong, ends] : wrong;
      }),
    );
    return delivery.stats().waitingJoins > 0 ? [...problems, "a join waits for ever"] : problems;
  }

  /** Checks that one socket's frames of a room follow each other, and where they end. */
  #follow(reader: TestReader, roomId: number): { wrong: string[]; position: number | undefined } {
    const { log } = this.#rig;
    const wrong: string[] = [];
    let joined: ReceivedFrame | undefined;
    let position: number | undefined;
    for (const frame of reader.frames.filter((one) => one.room_id === roomId)) {
      if (frame.type === "room_joined") {
        joined = frame;
        position = frame.position;
        continue;
      }
      const { seq = 0 } = frame;
      const name = `user ${reader.userId}: event ${seq} of room ${roomId}`;
      if (joined === undefined) wrong.push(`${name} came without a place in the room`);
      if (seq !== (position ?? 0) + 1) wrong.push(`${name} came after ${position}`);
      position = seq;
      const known = joined?.epoch !== log.epoch || log.contents(roomId, seq).includes(frame.content);
      if (!known) wrong.push(`${name} is not in the log as it came`);
      const removed = frame.users?.some((one) => one.user_id === reader.userId) === true;
      if (removed && seq > (joined?.last_seq ?? 0)) joined = undefined;
    }
    return { wrong, position };
  }

  #publish(publication: RoomPublication, how: How): void {
    const { delivery } = this.#rig;
    if (how.startsWith("here")) delivery.publication(publication);
    if (how === "elsewhere") delivery.publication(publication);
    if (how === "here" || how === "elsewhere, late") this.#late.push(publication);
  }

  #join(userId: number, roomId: number, resume: boolean): void {
    const before = this.#sockets.get(userId);
    if (before?.joining === true) return;
    const socket = before === undefined || before.reader.closedBy !== undefined ? this.#connect(userId) : before;
    const known = resume ? this.#position(userId, roomId) : {};
    socket.joining = true;
    this.#rig
      .ask(socket.reader, roomId, known, () => socket.rooms.add(roomId))
      .catch(() => undefined)
      .finally(() => {
        socket.joining = false;
      });
  }

  #connect(userId: number): Socket {
    const socket: Socket = { reader: new TestReader(userId), rooms: new Set(), joining: false };
    socket.reader.onRemoved = (roomId) => socket.rooms.delete(roomId);
    this.#sockets.set(userId, socket);
    this.#allSockets.push(socket);
    return socket;
  }

  /** What the user's client knows of the room, from all its connections. */
  #position(userId: number, roomId: number): { afterSeq?: number; epoch?: string } {
    const frames = this.#allSockets
      .filter(({ reader }) => reader.userId === userId)
      .flatMap(({ reader }) => reader.frames.filter((frame) => frame.room_id === roomId));
    const joined = frames.findLast((frame) => frame.type === "room_joined");
    if (joined?.epoch === undefined) return {};
    return { afterSeq: frames.at(-1)?.seq ?? joined.position ?? 0, epoch: joined.epoch };
  }
}

interface Socket {
  readonly reader: TestReader;
  /** That it is in, as sockets/ would know it. */
  readonly rooms: Set<number>;
  joining: boolean;
}
