import type { Span, Tracing } from "@hubbub/service-runtime";
import type { RoomPublication } from "../../broker/broker.ts";
import { maxEarlyBytes, maxEarlyFrames, maxRingBytes, maxRingFrames } from "../../limits.ts";
import type { Removal } from "../../room-log/events/log-effects.ts";
import type { SequencedFrame } from "../../room-log/events/sequenced-frame.ts";
import type { Seat } from "../readers/seat.ts";
import { deliverSpans } from "../trace-of-publication.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { EarlyArrivals } from "./early-arrivals.ts";
import { FrameRing } from "./frame-ring.ts";
import { SendWindow, type SendWindowOptions } from "./send-window.ts";
import { eventsToStretch, publicationToStretch, type Stretch } from "./stretch.ts";

/** What all hubs of an instance share. */
export interface SharedByHubs extends SendWindowOptions {
  readonly tracing: Tracing | undefined;
  readonly rings: ByteBudget;
  readonly early: ByteBudget;
  /** The reader is out of the room by the log; it got the frame that says so. */
  readonly removed: (seat: Seat, hub: RoomHub) => void;
}

/**
 * One room as this instance knows it: who reads it here, how far its log went out to them, and what came out of turn.
 * Never waits for anything: what it must be told or asked is up to its callers.
 */
export class RoomHub {
  readonly roomId: number;
  /** Settles once what is published reaches the hub, or need not be waited for. */
  readonly subscribed: Promise<void>;
  readonly readers = new Set<Seat>();
  /** Joins on their way to it. */
  pendingJoins = 0;
  readonly ring: FrameRing;
  readonly #shared: SharedByHubs;
  readonly #early: EarlyArrivals;
  readonly #window: SendWindow;
  /** Deletions that went out: what was read before one may show what it deleted. */
  deletions = 0;
  #epoch: string | undefined;
  /** Of the events in the ring. */
  #removals: Removal[] = [];
  #lastSeq = 0;
  #head = 0;

  constructor(roomId: number, subscribed: Promise<void>, shared: SharedByHubs) {
    this.roomId = roomId;
    this.subscribed = subscribed;
    this.ring = new FrameRing(maxRingFrames, maxRingBytes, shared.rings);
    this.#shared = shared;
    this.#early = new EarlyArrivals(maxEarlyFrames, maxEarlyBytes, shared.early);
    this.#window = new SendWindow(this.readers, shared);
  }

  /** Of the log that went out; undefined until the first read. */
  get epoch(): string | undefined {
    return this.#epoch;
  }

  /** The last event that went out, or does so within `maxWindowMs`. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The last event that is known to exist. */
  get head(): number {
    return this.#head;
  }

  /** Somebody reads it here, or is about to. */
  get isNeeded(): boolean {
    return this.readers.size > 0 || this.pendingJoins > 0;
  }

  get behind(): number {
    return this.#head - this.#lastSeq;
  }

  /** Begins at the head of a first read; what came before it was kept. */
  open(epoch: string, lastSeq: number, recent: readonly SequencedFrame[]): void {
    this.#epoch = epoch;
    this.#removals = [];
    this.#lastSeq = lastSeq;
    const reachesHead = recent.at(-1)?.seq === lastSeq;
    this.ring.reset(lastSeq, reachesHead ? recent.map((event) => event.frame) : []);
    this.#early.keepEpoch(epoch);
    this.#head = Math.max(lastSeq, this.#early.lastSeq());
    this.#takeEarly();
  }

  /** The first event after `seq` that ended the user's membership. */
  removalAfter(seq: number, userId: number): number | undefined {
    return this.#removals.find((removal) => removal.seq > seq && removal.userId === userId)?.seq;
  }

  receive(publication: RoomPublication): "ok" | "other_epoch" {
    if (this.#epoch === undefined) {
      this.#early.add(publication);
      return "ok";
    }
    if (publication.epoch !== this.#epoch) return "other_epoch";
    const lastSeq = publication.firstSeq + publication.frames.length - 1;
    if (lastSeq <= this.#lastSeq) return "ok";
    this.learnHead(lastSeq);
    if (publication.firstSeq > this.#lastSeq + 1) {
      this.#early.add(publication);
    } else {
      this.#advance(publicationToStretch(publication, this.#lastSeq + 1));
      this.#takeEarly();
    }
    return "ok";
  }

  /** Takes events read from the log. */
  heal(events: readonly SequencedFrame[]): void {
    this.#advance(eventsToStretch(events, this.#lastSeq + 1));
    this.#takeEarly();
  }

  learnHead(lastSeq: number): void {
    if (lastSeq > this.#head) this.#head = lastSeq;
  }

  /** The log was read when `head` was the highest known: if it ends before, what was said of more was wrong. */
  correctHead(head: number, lastSeq: number): void {
    if (this.#head !== head || lastSeq >= head) return;
    this.#early.keepThrough(lastSeq);
    this.#head = Math.max(lastSeq, this.#lastSeq);
  }

  /** What waits for the end of a window goes out now: whoever comes next gets it another way. */
  flush(): void {
    this.#window.flush();
  }

  close(): void {
    this.#window.stop();
    this.ring.dropThrough(this.#lastSeq);
    this.#early.clear();
  }

  #takeEarly(): void {
    for (;;) {
      const publication = this.#early.take(this.#lastSeq + 1);
      if (publication === undefined) return;
      this.#advance(publicationToStretch(publication, this.#lastSeq + 1));
    }
  }

  #advance(stretch: Stretch): void {
    if (stretch.frames.length === 0) return;
    this.#lastSeq += stretch.frames.length;
    this.learnHead(this.#lastSeq);
    this.ring.push(stretch.frames);
    if (stretch.removals.length > 0) this.#keepRemovals(stretch.removals);
    // A deleted message must not come back from the ring; whoever needs it from so far back gets it from the log.
    for (const seq of stretch.deleted) this.ring.dropThrough(seq);
    this.deletions += stretch.deleted.length;
    if (this.readers.size === 0) return;
    if (stretch.removals.length === 0) this.#window.add(stretch.frames, stretch.receivedUs, this.#follow(stretch));
    else this.#sendAndRemove(stretch);
  }

  #keepRemovals(removals: readonly Removal[]): void {
    this.#removals = [...this.#removals.filter(({ seq }) => seq >= this.ring.firstSeq), ...removals];
  }

  #follow({ trace }: Stretch): readonly Span[] {
    return deliverSpans(this.#shared.tracing, trace, this.roomId);
  }

  #sendAndRemove(stretch: Stretch): void {
    const { firstSeq, frames, removals, receivedUs } = stretch;
    const { fanOut, removed } = this.#shared;
    this.flush();
    const spans = this.#follow(stretch);
    let sent = 0;
    for (const { seq, userId } of removals) {
      const upTo = seq - firstSeq + 1;
      if (upTo > sent) fanOut.send(this.readers, frames.slice(sent, upTo), receivedUs);
      sent = Math.max(sent, upTo);
      for (const seat of this.readers) if (seat.reader.userId === userId) removed(seat, this);
    }
    if (sent < frames.length) fanOut.send(this.readers, frames.slice(sent), receivedUs);
    for (const span of spans) span.end();
  }
}
