/** What bystanders measure. */
export const measures = ["ack", "me", "connect", "login"] as const;
export type MeasureName = (typeof measures)[number];

export interface Figures {
  readonly samples: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface BystanderFigures {
  readonly measured: Readonly<Record<MeasureName, Figures>>;
  /** What went wrong for them, and how often: `ack: rate_limited`, `connect: 503`, `closed 1006` … */
  readonly errors: Readonly<Record<string, number>>;
}

export function figuresOf(times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { samples: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}
