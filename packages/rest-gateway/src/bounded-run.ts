import { AppError } from "@hubbub/errors";
import { withTimeout } from "@hubbub/service-runtime";

/** Runs a piece of work if not too many run already: throws `overloaded` then, and `unavailable` once it takes too long. */
export type BoundedRun = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function boundedRun({ maxRunning, timeoutMs }: { maxRunning: number; timeoutMs: number }): BoundedRun {
  let running = 0;
  return async (work) => {
    if (running >= maxRunning) throw new AppError("overloaded", undefined, { retryAfterMs: 1000 });
    running += 1;
    try {
      return await withTimeout(work(), timeoutMs, () => new AppError("unavailable", "The request took too long"));
    } finally {
      running -= 1;
    }
  };
}
