import type { HoleRead } from "../../room-log/read/event-queries.ts";
import type { Clock } from "../clock.ts";
import type { RoomHub } from "../hub/room-hub.ts";
import type { RoomHubs } from "../hub/room-hubs.ts";
import type { RoomSource } from "../room-source.ts";
import type { PendingJoin } from "./pending-join.ts";

export interface RingRefillOptions {
  readonly source: Pick<RoomSource, "readHoles">;
  readonly hubs: RoomHubs;
  readonly clock: Clock;
  /** The ring reaches back as far as it can now. */
  readonly refilled: (join: PendingJoin) => void;
  readonly failed: (join: PendingJoin, error: unknown) => void;
}

/** Reads back into the rings what resumes need of them: one query for all that came while the last one ran. */
export class RingRefill {
  readonly #options: RingRefillOptions;
  #waiting: PendingJoin[] = [];
  #busy = false;

  constructor(options: RingRefillOptions) {
    this.#options = options;
  }

  add(join: PendingJoin): void {
    this.#waiting.push(join);
    this.#plan();
  }

  #plan(): void {
    if (this.#busy || this.#waiting.length === 0) return;
    this.#busy = true;
    this.#options.clock.nextTurn(() => void this.#refill());
  }

  async #refill(): Promise<void> {
    const joins = this.#waiting;
    this.#waiting = [];
    const missing = findMissing(joins);
    try {
      const answers = await this.#options.source.readHoles(missing);
      for (const part of missing) prepend(part, answers.get(part.roomId));
      for (const join of joins) this.#options.refilled(join);
      this.#options.hubs.trimRings();
    } catch (error) {
      for (const join of joins) this.#options.failed(join, error);
    }
    this.#busy = false;
    this.#plan();
  }
}

/** What one ring lacks for those who wait for it. */
interface Missing {
  readonly hub: RoomHub;
  readonly deletions: number;
  readonly roomId: number;
  readonly after: number;
  readonly upTo: number;
}

function findMissing(joins: readonly PendingJoin[]): Missing[] {
  const missing = new Map<RoomHub, Missing>();
  for (const { hub, request } of joins) {
    const after = Math.min(request.afterSeq ?? 0, missing.get(hub)?.after ?? Number.POSITIVE_INFINITY);
    const { roomId, deletions, ring } = hub;
    missing.set(hub, { hub, deletions, roomId, after, upTo: ring.firstSeq - 1 });
  }
  return [...missing.values()];
}

function prepend({ hub, deletions }: Missing, answer: HoleRead | undefined): void {
  if (answer === undefined || answer.epoch !== hub.epoch || deletions !== hub.deletions) return;
  const older = answer.events.filter((event) => event.seq < hub.ring.firstSeq);
  if (older.at(-1)?.seq === hub.ring.firstSeq - 1) hub.ring.prepend(older.map((event) => event.frame));
}
