import type { Logger } from "@hubbub/service-runtime";
import { refusedOriginLogMs } from "../limits.ts";
import { AllowedOrigins } from "./allowed-origins.ts";

/** The origins of `ALLOWED_ORIGINS`, with a line in the log for a page that is refused, now and then. */
export function watchedOrigins(listed: readonly string[], logger: Pick<Logger, "warn">): AllowedOrigins {
  let nextMs = 0;
  return new AllowedOrigins(listed, (origin) => {
    const nowMs = performance.now();
    if (nowMs < nextMs) return;
    nextMs = nowMs + refusedOriginLogMs;
    logger.warn(
      { origin },
      "a page of another origin may not connect; the setting ALLOWED_ORIGINS names those that may",
    );
  });
}
