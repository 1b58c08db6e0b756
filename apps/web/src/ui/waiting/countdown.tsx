import { duration } from "./duration.ts";
import { useSecondsUntil } from "./use-seconds-until.ts";

/** How long until then, as `performance.now()` counts; at its end it stays at one second. */
export function Countdown({ toMs }: { toMs: number }) {
  return duration(Math.max(1, useSecondsUntil(toMs)));
}
