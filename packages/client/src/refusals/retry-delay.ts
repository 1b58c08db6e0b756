import type { HubbubError } from "../hubbub-error.ts";
import { longestTimerMs, retryJitterMs } from "../limits.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";

/** How long to wait after a refusal: never less than the server says, and not all who were told the same for the same time. */
export function retryDelayMs({ retryAfterMs }: HubbubError, attempt: number): number {
  if (retryAfterMs === undefined) return reconnectDelayMs(attempt);
  const jitterMs = Math.random() * Math.min(retryJitterMs, retryAfterMs / 2);
  return Math.min(retryAfterMs + jitterMs, longestTimerMs);
}
