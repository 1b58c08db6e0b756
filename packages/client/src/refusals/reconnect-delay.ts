import { reconnectBaseMs, reconnectCapMs } from "../limits.ts";

/** Full jitter: uniform between 0 and base × 2^attempt, so that those whom one event cut off do not come back at once. */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(reconnectCapMs, reconnectBaseMs * 2 ** attempt);
}
