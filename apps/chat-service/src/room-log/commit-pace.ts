import { commitIntervalMs, fullBatchItems, gatheringItems } from "../limits.ts";

/** When the next commit is worth its price (ADR 0014). */
export class CommitPace {
  readonly #intervalMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #meanItems = 0;

  constructor(intervalMs = commitIntervalMs) {
    this.#intervalMs = intervalMs;
  }

  /** Ms until it should begin; `waiting`: items that would go into it. */
  waitMs(nowMs: number, waiting: number): number {
    // Where little comes meanwhile, the wait gathers nothing, and to be woken at its end costs as much as a commit.
    if (this.#meanItems < gatheringItems || waiting >= fullBatchItems) return 0;
    return Math.max(0, this.#lastMs + this.#intervalMs - nowMs);
  }

  began(nowMs: number, items: number): void {
    this.#lastMs = nowMs;
    this.#meanItems += (items - this.#meanItems) * weightOfNewest;
  }
}

/** Ten commits or so make the mean. */
const weightOfNewest = 0.1;
