import type { ErrorCode } from "@hubbub/errors";

/** Something waits because the server has refused it for now, and goes on by itself. */
export interface Held {
  /** Why: `rate_limited`, `overloaded` or `unavailable`. */
  readonly code: ErrorCode;
  /** As `performance.now()` counts: no change of the clock makes it longer. */
  readonly untilMs: number;
}
