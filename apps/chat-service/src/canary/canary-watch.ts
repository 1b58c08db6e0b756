import { canaryLossLooks, canaryLossMs, maxCanariesMissing, maxCanarySenders } from "../limits.ts";
import type { CanaryMessage } from "./canary-message.ts";
import type { CanaryMetrics } from "./canary-metrics.ts";

/**
 * Holds what a reader of the canary's room is given against what it was promised: every event of the log, each once, in order.
 * It knows by their places what must come, from what came and from the log's head; and by the senders' numbers whether the log
 * itself holds what was acknowledged.
 */
export class CanaryWatch {
  readonly #metrics: Omit<CanaryMetrics, "sent" | "latencySeconds">;
  /** Where the reader is; undefined before its first join. */
  #lastSeq: number | undefined;
  /** Oldest first. */
  readonly #missing = new Map<string, Missing>();
  /** Of each sender the highest that came, the latest sender last. */
  readonly #numbers = new Map<string, number>();

  constructor(metrics: Omit<CanaryMetrics, "sent" | "latencySeconds">) {
    this.#metrics = metrics;
  }

  /** The reader has its place: what it missed follows, or (`recovered` is false) it was told that it does not. */
  joined({ lastSeq, recovered }: { readonly lastSeq: number; readonly recovered: boolean }): void {
    if (recovered && this.#lastSeq !== undefined) return this.#waitAnew();
    this.#missing.clear();
    this.#numbers.clear();
    this.#lastSeq = lastSeq;
  }

  /** An event was handed to the reader; `canary` where it is one. */
  take({ seq, canary }: { readonly seq: number; readonly canary: CanaryMessage | undefined }): void {
    if (this.#lastSeq === undefined) return;
    if (seq <= this.#lastSeq) return this.#cameLate(place(seq));
    const isNext = seq === this.#lastSeq + 1;
    this.#expect(this.#lastSeq + 1, seq - 1, place);
    this.#missing.delete(place(seq));
    this.#lastSeq = seq;
    if (canary !== undefined) this.#count(canary, isNext);
  }

  /** The log's head (`nowMs` by any clock that never goes back), of the epoch that the reader has; undefined where it has none, or the log cannot be read now. */
  look(head: number | undefined, nowMs: number): void {
    if (head === undefined || this.#lastSeq === undefined) return this.#waitAnew();
    this.#expect(this.#lastSeq + 1, head, place);
    for (const missing of this.#missing.values()) {
      if (missing.isLost) continue;
      if (missing.looks === 0) missing.sinceMs = nowMs;
      missing.looks += 1;
      if (missing.looks < canaryLossLooks || nowMs - missing.sinceMs < canaryLossMs) continue;
      missing.isLost = true;
      this.#metrics.lost();
    }
  }

  #count({ sender, number }: CanaryMessage, isNext: boolean): void {
    const numberOf = (n: number) => `${sender} ${n}`;
    const last = this.#numbers.get(sender);
    if (last !== undefined && number <= last) return this.#cameLate(numberOf(number));
    // Where the reader was given a hole, its numbers are missing for that alone.
    if (last !== undefined && isNext) this.#expect(last + 1, number - 1, numberOf);
    this.#numbers.delete(sender);
    this.#numbers.set(sender, number);
    dropOldest(this.#numbers, maxCanarySenders);
  }

  /** What is lost stays known: when it comes after all it is no duplicate. */
  #cameLate(key: string): void {
    if (this.#missing.delete(key)) this.#metrics.reordered();
    else this.#metrics.duplicate();
  }

  #expect(from: number, to: number, keyOf: (n: number) => string): void {
    for (let n = Math.max(from, to - maxCanariesMissing + 1); n <= to; n += 1) {
      const key = keyOf(n);
      if (!this.#missing.has(key)) this.#missing.set(key, { looks: 0, sinceMs: 0, isLost: false });
    }
    dropOldest(this.#missing, maxCanariesMissing);
  }

  /** Healing could not do its work: it gets its time once it can. */
  #waitAnew(): void {
    for (const missing of this.#missing.values()) missing.looks = 0;
  }
}

interface Missing {
  /** In which it was found missing, one after the other, the first of them then. */
  looks: number;
  sinceMs: number;
  isLost: boolean;
}

function place(seq: number): string {
  return String(seq);
}

function dropOldest(map: Map<string, unknown>, maxSize: number): void {
  for (const key of map.keys()) {
    if (map.size <= maxSize) return;
    map.delete(key);
  }
}
