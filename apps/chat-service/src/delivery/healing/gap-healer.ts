import {
  deliverySweepMs,
  headCheckBrokerAwayMs,
  headCheckMs,
  holePatienceMs,
  holeRetryMs,
  maxBehindEvents,
  maxHoleRetryMs,
} from "../../limits.ts";
import type { HoleRead } from "../../room-log/read/event-queries.ts";
import type { Clock } from "../clock.ts";
import type { DeliveryMetrics, GapHealedBy } from "../delivery-metrics.ts";
import type { HubEvents } from "../hub/hub-events.ts";
import type { RoomHub } from "../hub/room-hub.ts";
import type { RoomHubs } from "../hub/room-hubs.ts";
import type { RoomSource } from "../room-source.ts";
import { Alarm } from "./alarm.ts";

export interface GapHealerOptions {
  readonly hubs: RoomHubs;
  readonly source: RoomSource;
  readonly events: HubEvents;
  readonly clock: Clock;
  readonly metrics: Pick<DeliveryMetrics, "gap">;
  readonly warn: (error: unknown, message: string) => void;
  /** Whatever else has to be looked at from time to time. */
  readonly sweep: () => void;
}

/**
 * Notices what the broker lost and reads it from the log: all rooms with holes in one query, all heads in another.
 * One timer serves all rooms.
 */
export class GapHealer {
  readonly #options: GapHealerOptions;
  readonly #alarm: Alarm;
  /** When the hole of each room is to be read. */
  readonly #dueMs = new Map<RoomHub, number>();
  #brokerState: "up" | "away";
  #nextSweepMs = 0;
  #nextHeadCheckMs = 0;
  #checkingHeads = false;
  #readingHoles = false;
  #retryMs = holeRetryMs;

  constructor(options: GapHealerOptions, brokerState: "up" | "away") {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.#wake());
    this.#brokerState = brokerState;
  }

  start(): void {
    this.#nextSweepMs = this.#options.clock.now() + deliverySweepMs;
    this.#checkHeadsIn(this.#headCheckMs());
  }

  stop(): void {
    this.#alarm.stop();
    this.#dueMs.clear();
  }

  /** What was published while the broker was away is lost: the heads are compared at once when it returns. */
  brokerState(state: "up" | "away"): void {
    this.#brokerState = state;
    this.#checkHeadsIn(state === "up" ? 0 : headCheckBrokerAwayMs);
  }

  checkHeadsNow(): void {
    this.#checkHeadsIn(0);
  }

  /** To be called whenever a hub's head or last event changed. */
  look(hub: RoomHub, by: GapHealedBy): void {
    if (hub.behind > 0) {
      if (this.#dueMs.has(hub)) return;
      this.#alarm.ringBy(this.#postpone(hub, holePatienceMs));
    } else if (this.#dueMs.size > 0 && this.#dueMs.delete(hub)) {
      this.#options.metrics.gap(by);
    }
  }

  forget(hub: RoomHub): void {
    this.#dueMs.delete(hub);
  }

  #wake(): void {
    const now = this.#options.clock.now();
    if (now >= this.#nextSweepMs) {
      this.#nextSweepMs = now + deliverySweepMs;
      this.#options.sweep();
    }
    if (now >= this.#nextHeadCheckMs && !this.#checkingHeads) {
      this.#nextHeadCheckMs = now + this.#headCheckMs();
      void this.#checkHeads();
    }
    if (now >= this.#earliestDueMs() && !this.#readingHoles) {
      this.#readingHoles = true;
      // One more turn: after a stall of the event loop the missing publication may wait to be read from its socket.
      this.#options.clock.nextTurn(() => void this.#readHoles());
    }
    this.#setAlarm();
  }

  async #readHoles(): Promise<void> {
    const holes = this.#dueHoles();
    const answers = holes.length === 0 ? undefined : await this.#tryReadHoles(holes);
    this.#readingHoles = false;
    for (const hole of holes) {
      if (this.#options.hubs.has(hole.hub)) this.#heal(hole, answers?.get(hole.roomId));
    }
    this.#setAlarm();
  }

  /** What is missing now; rooms too far behind are given up. */
  #dueHoles(): Hole[] {
    const now = this.#options.clock.now();
    const holes: Hole[] = [];
    for (const [hub, dueMs] of this.#dueMs) {
      if (dueMs > now) continue;
      if (hub.behind <= maxBehindEvents) {
        holes.push({ hub, roomId: hub.roomId, after: hub.lastSeq, upTo: hub.head });
      } else {
        this.#options.metrics.gap("resync");
        this.#options.events.resync(hub);
      }
    }
    return holes;
  }

  async #tryReadHoles(holes: readonly Hole[]): Promise<ReadonlyMap<number, HoleRead> | undefined> {
    try {
      const answers = await this.#options.source.readHoles(
        holes.map(({ roomId, after, upTo }) => ({ roomId, after, upTo })),
      );
      this.#retryMs = holeRetryMs;
      return answers;
    } catch (error) {
      this.#options.warn(error, "missing events could not be read; trying again");
      this.#retryMs = Math.min(this.#retryMs * 2, maxHoleRetryMs);
      return undefined;
    }
  }

  #heal({ hub, after, upTo }: Hole, answer: HoleRead | undefined): void {
    if (hub.behind === 0) return;
    this.#postpone(hub, answer === undefined ? this.#retryMs : holePatienceMs);
    if (answer === undefined) return;
    const { events } = this.#options;
    if (answer.epoch !== hub.epoch) return events.resync(hub);
    if (answer.lastSeq < after) return events.lowerHead(hub);
    hub.heal(answer.events);
    hub.correctHead(upTo, answer.lastSeq);
    // The answer ended early: the rest has waited long enough.
    if (after < hub.lastSeq && hub.lastSeq < upTo) this.#postpone(hub, 0);
    events.changed(hub, "log");
  }

  async #checkHeads(): Promise<void> {
    this.#checkingHeads = true;
    const opened = [...this.#options.hubs.all()].filter((hub) => hub.epoch !== undefined);
    // A head is lower than a hub only if it is lower than what the hub had when the question was asked.
    const asked = opened.map((hub) => ({ hub, lastSeq: hub.lastSeq }));
    try {
      if (asked.length > 0) {
        const { epoch, heads } = await this.#options.source.readHeads(opened.map((hub) => hub.roomId));
        for (const { hub, lastSeq } of asked) {
          if (this.#options.hubs.has(hub)) this.#compare(hub, lastSeq, epoch, heads.get(hub.roomId) ?? 0);
        }
      }
    } catch (error) {
      this.#options.warn(error, "the heads of rooms could not be read; trying again");
    }
    this.#checkingHeads = false;
    this.#setAlarm();
  }

  #compare(hub: RoomHub, lastSeq: number, epoch: string, head: number): void {
    const { events } = this.#options;
    if (epoch !== hub.epoch) return events.resync(hub);
    if (head < lastSeq) return events.lowerHead(hub);
    if (head <= hub.head) return;
    hub.learnHead(head);
    events.changed(hub, "log");
  }

  #postpone(hub: RoomHub, ms: number): number {
    const dueMs = this.#options.clock.now() + ms;
    this.#dueMs.set(hub, dueMs);
    return dueMs;
  }

  #headCheckMs(): number {
    return this.#brokerState === "up" ? headCheckMs : headCheckBrokerAwayMs;
  }

  #checkHeadsIn(ms: number): void {
    this.#nextHeadCheckMs = this.#options.clock.now() + ms;
    this.#setAlarm();
  }

  #earliestDueMs(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const dueMs of this.#dueMs.values()) earliest = Math.min(earliest, dueMs);
    return earliest;
  }

  /** What is under way sets the alarm again when it ends. */
  #setAlarm(): void {
    this.#alarm.ringBy(this.#nextSweepMs);
    if (!this.#checkingHeads) this.#alarm.ringBy(this.#nextHeadCheckMs);
    if (!this.#readingHoles) this.#alarm.ringBy(this.#earliestDueMs());
  }
}

interface Hole {
  readonly hub: RoomHub;
  readonly roomId: number;
  readonly after: number;
  readonly upTo: number;
}
