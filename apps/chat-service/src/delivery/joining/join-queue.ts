import { AppError } from "@hubbub/errors";
import { joinDeadlineMs, maxJoinReadings, maxWaitingJoins } from "../../limits.ts";
import type { RoomJoin } from "../../room-log/read/join-queries.ts";
import type { Clock } from "../clock.ts";
import type { DeliveryMetrics, ResumeResult } from "../delivery-metrics.ts";
import type { HubEvents } from "../hub/hub-events.ts";
import type { RoomHub } from "../hub/room-hub.ts";
import type { RoomHubs } from "../hub/room-hubs.ts";
import type { FanOut } from "../readers/fan-out.ts";
import type { Seat } from "../readers/seat.ts";
import type { RoomSource } from "../room-source.ts";
import { JoinReader } from "./join-reader.ts";
import type { Joined, JoinRequest } from "./join-request.ts";
import type { PendingJoin } from "./pending-join.ts";
import { PendingJoins } from "./pending-joins.ts";
import { type Position, recover } from "./recover.ts";
import { RingRefill } from "./ring-refill.ts";

export interface JoinQueueOptions {
  readonly hubs: RoomHubs;
  readonly fanOut: Pick<FanOut, "sendJoined">;
  readonly source: Pick<RoomSource, "readJoins" | "readHoles">;
  readonly events: HubEvents;
  readonly clock: Clock;
  readonly metrics: Pick<DeliveryMetrics, "resume">;
}

/**
 * Brings readers into rooms. A join is read (membership, head, page), waits until its hub has reached that head, and
 * then in one turn of the event loop gets its answer, the frames after it and its place.
 */
export class JoinQueue {
  readonly #options: JoinQueueOptions;
  readonly #joins = new PendingJoins();
  readonly #reader: JoinReader;
  readonly #refill: RingRefill;
  /** Read, but ahead of their hubs. */
  readonly #waiting = new Map<RoomHub, Set<PendingJoin>>();

  constructor(options: JoinQueueOptions) {
    this.#options = options;
    const { hubs, source, clock } = options;
    this.#reader = new JoinReader({
      source,
      clock,
      isPending: (join) => this.#joins.has(join),
      answered: (join, answer) => this.#answered(join, answer),
    });
    this.#refill = new RingRefill({
      source,
      hubs,
      clock,
      refilled: (join) => this.#settle(join),
      failed: (join, error) => this.#fail(join, new AppError("unavailable", undefined, { cause: error })),
    });
  }

  get size(): number {
    return this.#joins.size;
  }

  join(request: JoinRequest, seat: Seat): Promise<"joined" | "gone"> {
    if (this.#joins.size >= maxWaitingJoins) return Promise.reject(new AppError("overloaded"));
    const { promise, resolve, reject } = Promise.withResolvers<"joined" | "gone">();
    const join: PendingJoin = {
      request,
      seat,
      deadlineMs: this.#options.clock.now() + joinDeadlineMs,
      resolve,
      reject,
      hub: this.#options.hubs.obtain(request.roomId),
      reading: 0,
      lastSeqAtRead: 0,
      read: undefined,
      notRecovered: undefined,
      refilled: false,
    };
    this.#joins.add(join);
    this.#read(join);
    return promise;
  }

  /** The hub went on: whoever waited for that gets in. */
  settle(hub: RoomHub): void {
    const waiting = this.#waiting.get(hub);
    if (waiting === undefined) return;
    this.#waiting.delete(hub);
    for (const join of waiting) this.#settle(join);
  }

  /** The hub was dropped: its joins begin again with another. */
  restart(hub: RoomHub): void {
    this.#waiting.delete(hub);
    for (const join of this.#joins.ofHub(hub)) {
      this.#joins.moveTo(this.#options.hubs.obtain(hub.roomId), join);
      this.#read(join);
    }
  }

  /** The reader left the room, or all rooms. */
  cancel(seat: Seat, roomId?: number): void {
    for (const join of this.#joins.ofSeat(seat)) {
      if (roomId !== undefined && join.request.roomId !== roomId) continue;
      this.#end(join);
      join.resolve("gone");
    }
  }

  failOverdue(): void {
    const now = this.#options.clock.now();
    for (const join of this.#joins.oldestFirst()) {
      if (join.deadlineMs > now) return;
      this.#fail(join, new AppError("unavailable"));
    }
  }

  failAll(): void {
    for (const join of this.#joins.oldestFirst()) this.#fail(join, new AppError("unavailable"));
  }

  #read(join: PendingJoin): void {
    join.reading += 1;
    join.read = undefined;
    join.refilled = false;
    if (join.reading > maxJoinReadings) return this.#fail(join, new AppError("unavailable"));
    const { hub, reading } = join;
    void hub.subscribed.then(() => {
      if (join.reading !== reading || !this.#joins.has(join)) return;
      this.#foresee(join);
      this.#reader.add(join);
    });
  }

  /** Has the page read at once where the hub shows already that the resume cannot be. */
  #foresee(join: PendingJoin): void {
    const position = toPosition(join);
    if (position === undefined || join.hub.epoch === undefined) return;
    const missed = recover(join.hub, position, Number.POSITIVE_INFINITY);
    if (typeof missed === "string" && missed !== "not_in_ring") join.notRecovered = missed;
  }

  #answered(join: PendingJoin, answer: RoomJoin | Error): void {
    if (answer instanceof Error) return this.#fail(join, answer);
    const { hub } = join;
    const { events } = this.#options;
    if (hub.epoch === undefined) hub.open(answer.epoch, answer.lastSeq, answer.recent);
    if (answer.epoch !== hub.epoch) return events.resync(hub);
    if (answer.lastSeq < join.lastSeqAtRead) return events.lowerHead(hub);
    hub.learnHead(answer.lastSeq);
    join.read = answer;
    this.#settle(join);
    events.changed(hub, "log");
  }

  #settle(join: PendingJoin): void {
    const { hub, read } = join;
    if (read === undefined || !this.#joins.has(join)) return;
    if (hub.lastSeq < read.lastSeq) return this.#wait(join);
    const position = toPosition(join);
    if (position === undefined) {
      const frames = hub.ring.after(read.lastSeq);
      return frames === undefined ? this.#read(join) : this.#place(join, read, frames, join.notRecovered);
    }
    const missed = recover(hub, position, read.lastSeq);
    if (typeof missed !== "string") return this.#place(join, read, missed, join.refilled ? "log" : "ring");
    if (missed === "not_in_ring" && !join.refilled) {
      join.refilled = true;
      return this.#refill.add(join);
    }
    join.notRecovered = missed === "not_in_ring" ? "too_far" : missed;
    this.#read(join);
  }

  #wait(join: PendingJoin): void {
    const waiting = this.#waiting.get(join.hub);
    if (waiting === undefined) this.#waiting.set(join.hub, new Set([join]));
    else waiting.add(join);
  }

  #place(join: PendingJoin, read: RoomJoin, frames: readonly Uint8Array[], resume: ResumeResult | undefined): void {
    const { hub, seat, request } = join;
    const { fanOut, hubs, metrics } = this.#options;
    const { epoch, lastSeq, page } = read;
    const recovered = resume === "ring" || resume === "log";
    this.#joins.delete(join);
    const roomJoined = this.#answer(join, { epoch, lastSeq, recovered, page });
    if (roomJoined === undefined) return;
    hub.flush();
    hubs.place(seat, hub);
    // Membership was read with the head: only an event after it can have ended it.
    const removedAt = hub.removalAfter(lastSeq, request.reader.userId);
    const end = removedAt === undefined ? frames.length : frames.length - (hub.lastSeq - removedAt);
    fanOut.sendJoined(seat, roomJoined, frames.slice(0, end));
    if (removedAt !== undefined) hubs.remove(seat, hub);
    if (resume !== undefined) metrics.resume(resume);
    join.resolve("joined");
  }

  /** Fails this join alone: others may be on their way in the same turn. */
  #answer(join: PendingJoin, joined: Joined): Uint8Array | undefined {
    try {
      return join.request.onJoined(joined);
    } catch (error) {
      this.#fail(join, error);
      return undefined;
    }
  }

  #fail(join: PendingJoin, error: unknown): void {
    this.#end(join);
    join.reject(error);
  }

  #end(join: PendingJoin): void {
    this.#joins.delete(join);
    this.#waiting.get(join.hub)?.delete(join);
    this.#options.hubs.release(join.hub);
  }
}

/** Where the client says it is; undefined for a fresh join. */
function toPosition({ request, notRecovered }: PendingJoin): Position | undefined {
  if (request.afterSeq === undefined || notRecovered !== undefined) return undefined;
  return { afterSeq: request.afterSeq, epoch: request.epoch };
}
