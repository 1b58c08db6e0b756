import { maxRememberedShares } from "./limits.ts";
import type { Subject } from "./subject.ts";
import { intervalMs, type Rate } from "./rate.ts";

/** What this instance knows of one subject's share of one limit. */
export interface Share {
  readonly subject: Subject;
  /** The limit's name, and of what. */
  readonly key: string;
  readonly intervalMs: number;
  readonly toleranceMs: number;
  /** The share is full again then. */
  fullAtMs: number;
  /** What was spent here and not told yet has come back then, as if it were all that was spent. */
  untoldBackAtMs: number;
}

/** Shares in use, in bounded memory: what nobody touched for longer than any limit looks back is forgotten. */
export class Shares {
  readonly #keepMs: number;
  readonly #maxShares: number;
  #recent = new Map<string, Share>();
  #older = new Map<string, Share>();
  #turnedMs = Number.NEGATIVE_INFINITY;

  constructor(rates: readonly Rate[], maxShares = maxRememberedShares) {
    this.#keepMs = Math.max(...rates.map((rate) => rate.burst * intervalMs(rate)));
    this.#maxShares = maxShares;
  }

  get size(): number {
    return this.#recent.size + this.#older.size;
  }

  of(subject: Subject, key: string, rate: Rate, nowMs: number): Share {
    const id = `${subject}|${key}`;
    const known = this.#recent.get(id);
    if (known !== undefined) return known;
    if (nowMs - this.#turnedMs > this.#keepMs || this.#recent.size >= this.#maxShares / 2) this.#turn(nowMs);
    const share = this.#older.get(id) ?? newShare(subject, key, rate);
    this.#older.delete(id);
    this.#recent.set(id, share);
    return share;
  }

  #turn(nowMs: number): void {
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#turnedMs = nowMs;
  }
}

function newShare(subject: Subject, key: string, rate: Rate): Share {
  const interval = intervalMs(rate);
  return {
    subject,
    key,
    intervalMs: interval,
    toleranceMs: rate.burst * interval,
    fullAtMs: Number.NEGATIVE_INFINITY,
    untoldBackAtMs: Number.NEGATIVE_INFINITY,
  };
}
