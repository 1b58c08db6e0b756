import { commitIntervalMs, fullBatchItems, gatheringItems } from "../../limits.ts";

/** When the next commit is worth its price (ADR 0014). */
export class CommitPace {
  readonly #intervalMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Committed lately: what is older counts less. */
  #lately = 0;

  constructor(intervalMs = commitIntervalMs) {
    this.#intervalMs = intervalMs;
  }

  /** Ms until it should begin; `waiting`: items in the queue. */
  waitMs(nowMs: number, waiting: number): number {
    const inInterval = this.#lately / rememberedIntervals;
    // Where little comes meanwhile, the wait gathers hardly anything, and to be woken at its end is dear.
    if (inInterval < gatheringItems || waiting >= fullBatchItems) return 0;
    return Math.max(0, this.#lastMs + this.#intervalMs - nowMs);
  }

  began(nowMs: number, items: number): void {
    const forgotten = Math.exp((this.#lastMs - nowMs) / (rememberedIntervals * this.#intervalMs));
    this.#lately = this.#lately * forgotten + items;
    this.#lastMs = nowMs;
  }
}

/** After as many, an item counts a third. */
const rememberedIntervals = 32;
