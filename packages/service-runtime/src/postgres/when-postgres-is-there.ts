import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../create-logger.ts";
import { maxPostgresStartDelayMs } from "../limits.ts";
import { isAway } from "./to-unavailable.ts";

const firstDelayMs = 100;

export interface StartPatience {
  readonly logger: Logger;
  /** Gives up at once where this says so. */
  readonly isStopping: () => boolean;
  /** Ms; for ever if not given. */
  readonly giveUpAfterMs?: number;
}

/**
 * Runs `work`, again and again while it fails because Postgres is away: a service may start before its database. Any other
 * error is thrown at once, for waiting mends nothing of it.
 */
export async function whenPostgresIsThere<Result>(
  work: () => Promise<Result>,
  { logger, isStopping, giveUpAfterMs = Number.POSITIVE_INFINITY }: StartPatience,
): Promise<Result> {
  const giveUpAtMs = performance.now() + giveUpAfterMs;
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, maxPostgresStartDelayMs)) {
    try {
      return await work();
    } catch (err) {
      if (!isAway(err) || isStopping() || performance.now() > giveUpAtMs) throw err;
      logger.warn({ err, again_in_ms: delayMs }, "Postgres is not there yet");
    }
    await delay(delayMs);
    if (isStopping()) throw new Error("stopped while waiting for Postgres");
  }
}
