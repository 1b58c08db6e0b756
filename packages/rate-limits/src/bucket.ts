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

  /** Takes `cost` and answers 0, or takes nothing and answers the ms until as much will be there. A cost above the burst counts as the burst. */
  spend(nowMs: number, cost = 1): number {
    const fullAtMs = Math.max(this.#fullAtMs, nowMs) + Math.min(cost * this.#intervalMs, this.#toleranceMs);
    const waitMs = fullAtMs - this.#toleranceMs - nowMs;
    if (waitMs > roundingMs) return Math.ceil(waitMs);
    this.#fullAtMs = fullAtMs;
    return 0;
  }
}

/** What adding up fractions of a millisecond may be off by. */
const roundingMs = 1e-3;
