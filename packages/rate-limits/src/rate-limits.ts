import { AppError } from "@hubbub/errors";
import type { Subject } from "./subject.ts";

/** One thing that costs: `of` tells apart what has a share each, such as the rooms of an account. */
export interface Charge<Name extends string> {
  readonly name: Name;
  readonly of?: string | number;
  readonly cost?: number;
}

/**
 * What each subject may do, shared by all instances on one Redis; in memory alone while that is away, or where there is
 * none. What is refused costs nothing and is counted in rate_limited_total{limit}.
 */
export interface RateLimits<Name extends string> {
  /** Asks the shared state. Throws `rate_limited` with `retryAfterMs`. */
  spend(subject: Subject, ...charges: readonly Charge<Name>[]): Promise<void>;
  /**
   * Decides at once, from what this instance knows, and tells the others afterwards: for what is on the way of every
   * message. Throws like `spend`.
   */
  spendNow(subject: Subject, ...charges: readonly Charge<Name>[]): void;
  /** Throws what `spendNow` would, and takes nothing. */
  check(subject: Subject, ...charges: readonly Charge<Name>[]): void;
  /** Charges for what has happened already, and is never refused: what is more than there was becomes a debt. */
  charge(subject: Subject, ...charges: readonly Charge<Name>[]): void;
}

/** RATE_LIMITS=off: everybody may do everything. */
export const unlimited: RateLimits<string> = {
  async spend() {},
  spendNow() {},
  check() {},
  charge() {},
};

export function rateLimited(retryAfterMs: number, message = "You do that too often; try again in a moment"): AppError {
  return new AppError("rate_limited", message, { retryAfterMs });
}
