import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import type { Logger } from "@hubbub/service-runtime";
import { maxPostgresStartDelayMs, postgresStartWaitMs } from "../limits.ts";
import { toUnavailable } from "./to-unavailable.ts";

const firstDelayMs = 100;

/**
 * Runs `work`, again and again while it fails because Postgres is away, for `postgresStartWaitMs` at most. Gives up
 * early with the error if `isStopping`; another error is thrown at once.
 */
export async function whenPostgresIsThere<Result>(
  work: () => Promise<Result>,
  { logger, isStopping }: { logger: Logger; isStopping: () => boolean },
): Promise<Result> {
  const giveUpAtMs = performance.now() + postgresStartWaitMs;
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, maxPostgresStartDelayMs)) {
    try {
      return await work();
    } catch (err) {
      const error = toUnavailable(err);
      const away = error instanceof AppError && error.code === "unavailable";
      if (!away || isStopping() || performance.now() > giveUpAtMs) throw err;
      logger.warn({ err, retryInMs: delayMs }, "Postgres is not there yet");
    }
    await delay(delayMs);
  }
}
