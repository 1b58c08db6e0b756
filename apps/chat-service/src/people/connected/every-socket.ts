import { maxSignalBufferedBytes, maxSocketsPerTurn, maxWaitingBroadcasts } from "../../limits.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import type { ConnectedPeople } from "./connected-people.ts";
import { inTurns } from "./in-turns.ts";

/** Brings frames to every authenticated socket of this instance that keeps up, in order, some in each turn. */
export class EverySocket {
  readonly #people: ConnectedPeople;
  readonly #metrics: PeopleMetrics;
  #waiting: Uint8Array[] = [];
  #telling = 0;

  constructor(people: ConnectedPeople, metrics: PeopleMetrics) {
    this.#people = people;
    this.#metrics = metrics;
  }

  get waiting(): number {
    return this.#waiting.length + this.#telling;
  }

  tell(frame: Uint8Array): void {
    if (this.waiting >= maxWaitingBroadcasts) return this.#metrics.dropped.inc({ reason: "broadcasts" });
    this.#waiting.push(frame);
    if (this.#telling === 0) void this.#tellAll();
  }

  async #tellAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const frames = this.#waiting;
      this.#waiting = [];
      this.#telling = frames.length;
      await inTurns(this.#people.everySocket(), maxSocketsPerTurn, ({ recipient }) => {
        if (recipient.bufferedBytes() > maxSignalBufferedBytes) {
          return this.#metrics.dropped.inc({ reason: "slow_socket" }, frames.length);
        }
        recipient.write(frames);
        this.#metrics.frames.inc({ frame: "broadcast" }, frames.length);
      });
    }
    this.#telling = 0;
  }
}
