import { setTimeout as delay } from "node:timers/promises";
import type { Lifecycle, Logger } from "@hubbub/service-runtime";

const firstDelayMs = 200;
const maxDelayMs = 2_000;

/** Tries `open` until it succeeds: what a service needs may start after it. Throws once the service stops. */
export async function keepTrying(
  what: string,
  open: () => Promise<void>,
  { life, logger }: { life: Lifecycle; logger: Logger },
): Promise<void> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
    try {
      return await open();
    } catch (err) {
      if (life.stopping) throw err;
      logger.warn({ err, again_in_ms: delayMs }, `cannot start yet: ${what}`);
    }
    await delay(delayMs);
    if (life.stopping) throw new Error(`stopped while waiting: ${what}`);
  }
}
