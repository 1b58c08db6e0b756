import { maxGatherMs } from "../limits.ts";

/** How long to gather after a batch of `count`: hardly at all after one, longer the more there are. */
export function gatherMs(count: number): number {
  return Math.min(2 * count, maxGatherMs);
}
