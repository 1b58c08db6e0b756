import { maxPasswordDelayMs, maxCountsOverLimit, maxRememberedCounts, passwordDelayMs } from "../limits.ts";
import type { Counter, Refusal, Step, Tally } from "./tally.ts";

interface Count {
  /** All is forgiven then. */
  fullAtMs: number;
  refusedUntilMs: number;
  /** How many delays there were without a rest. */
  readonly delays: number;
}

/** The counts of one instance, in bounded memory: past it what was counted longest ago is forgotten. */
export class MemoryTally implements Tally {
  readonly #nowMs: () => number;
  readonly #max: number;
  readonly #counts = new Map<string, Count>();

  constructor({ nowMs = () => performance.now(), max = maxRememberedCounts } = {}) {
    this.#nowMs = nowMs;
    this.#max = max;
  }

  get size(): number {
    return this.#counts.size;
  }

  // oxlint-disable-next-line typescript/require-await -- as the tally of Redis, which has to wait
  async take(step: Step, subject: string, counters: readonly Counter[]): Promise<Refusal | undefined> {
    const nowMs = this.#nowMs();
    const ids = counters.map(({ key }) => `${subject} ${key}`);
    if (step === "cancel" || step === "forgive") {
      for (const [at, counter] of counters.entries()) this.#takeBack(step, ids[at] ?? "", counter);
      return undefined;
    }
    let refusal: Refusal | undefined;
    for (const [counter, of] of counters.entries()) {
      const waitMs = waitOf(this.#counts.get(ids[counter] ?? ""), of, nowMs);
      if (waitMs > (refusal?.waitMs ?? 0)) refusal = { counter, waitMs };
    }
    if (step === "count" && refusal === undefined) {
      for (const [at, counter] of counters.entries()) this.#count(ids[at] ?? "", counter, nowMs);
    }
    return refusal;
  }

  #count(id: string, { intervalMs, toleranceMs, over }: Counter, nowMs: number): void {
    const before = this.#counts.get(id) ?? { fullAtMs: 0, delays: 0 };
    const most = nowMs + toleranceMs + maxCountsOverLimit * intervalMs;
    const fullAtMs = Math.min(Math.max(before.fullAtMs, nowMs) + intervalMs, most);
    const isSpent = fullAtMs - nowMs > toleranceMs - intervalMs / 2;
    this.#counts.delete(id);
    this.#counts.set(
      id,
      over === "delay" && isSpent
        ? { fullAtMs, refusedUntilMs: nowMs + delayMs(before.delays), delays: before.delays + 1 }
        : { fullAtMs, refusedUntilMs: 0, delays: 0 },
    );
    if (this.#counts.size <= this.#max) return;
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest);
      return;
    }
  }

  #takeBack(step: "cancel" | "forgive", id: string, { intervalMs, over }: Counter): void {
    const count = this.#counts.get(id);
    if (count === undefined) return;
    count.fullAtMs -= intervalMs;
    count.refusedUntilMs = 0;
    if ((step === "forgive" && over === "delay") || count.fullAtMs <= this.#nowMs()) this.#counts.delete(id);
  }
}

function delayMs(delaysBefore: number): number {
  return Math.min(passwordDelayMs * 2 ** delaysBefore, maxPasswordDelayMs);
}

function waitOf(count: Count | undefined, { intervalMs, toleranceMs, over }: Counter, nowMs: number): number {
  if (count === undefined) return 0;
  if (over === "delay") return Math.max(0, count.refusedUntilMs - nowMs);
  return Math.max(0, Math.max(count.fullAtMs, nowMs) + intervalMs - toleranceMs - nowMs);
}
