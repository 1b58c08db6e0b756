import { intervalMs, type Rate } from "./rate.ts";

/**
 * One sliding rate, by the generic cell rate algorithm (ITU-T I.371): all that is kept is the time at which everything
 * spent has come back.
 */
export class Bucket {
  readonly #intervalMs: number;
  readonly #toleranceMs: number;
  /** Ms of the clock that `spend` is given; the bucket is full from then on. */
  #fullAtMs = Number.NEGATIVE_INFINITY;

  constructor(rate: Rate) {
    this.#intervalMs = intervalMs(rate);
    this.#toleranceMs = rate.burst * this.#intervalMs;
  }

  /** Ms until `cost` is there; 0 if it is. A cost above the burst counts as the burst. */
  waitMs(nowMs: number, cost = 1): number {
    const waitMs = this.#fullAfter(nowMs, cost) - this.#toleranceMs - nowMs;
    return waitMs > roundingMs ? Math.ceil(waitMs) : 0;
  }

  /** Takes `cost` and answers 0, or takes nothing and answers the ms until as much will be there. */
  spend(nowMs: number, cost = 1): number {
    const waitMs = this.waitMs(nowMs, cost);
    if (waitMs === 0) this.#fullAtMs = this.#fullAfter(nowMs, cost);
    return waitMs;
  }

  /** Whether it is as if nothing had ever been taken. */
  isFull(nowMs: number): boolean {
    return this.#fullAtMs <= nowMs;
  }

  #fullAfter(nowMs: number, cost: number): number {
    return Math.max(this.#fullAtMs, nowMs) + Math.min(cost * this.#intervalMs, this.#toleranceMs);
  }
}

/** What adding up fractions of a millisecond may be off by. */
const roundingMs = 1e-3;
