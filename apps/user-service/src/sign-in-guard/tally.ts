/** One count of wrong passwords, by the generic cell rate algorithm as `Bucket` of rate-limits. */
export interface Counter {
  /** Of its subject's: with the subject it is a key of Redis. */
  readonly key: string;
  /** Ms in which one is forgiven, and in which a whole burst is. */
  readonly intervalMs: number;
  readonly toleranceMs: number;
  /**
   * `refuse` counts no more than the rate allows. `delay` lets one more pass after each delay, and each that passes and
   * is wrong doubles the next.
   */
  readonly over: "refuse" | "delay";
}

/**
 * `ask`: whether a try would be refused now. `count`: counts a try as wrong before anyone knows, on all counters or on
 * none. What was counted is taken back by `cancel`, or by `forgive` where it was right, which also ends a delay.
 */
export type Step = "ask" | "count" | "cancel" | "forgive";

export interface Refusal {
  /** Index of the counter that refuses. */
  readonly counter: number;
  readonly waitMs: number;
}

/** Counts of wrong passwords; all of one subject are one atomic step. */
export interface Tally {
  /** Counts in this instance's memory. */
  readonly size: number;
  /** A refusal, of `ask` and `count` only. */
  take(step: Step, subject: string, counters: readonly Counter[]): Promise<Refusal | undefined>;
}
