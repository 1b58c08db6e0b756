const firstDelayMs = 100;
const longestDelayMs = 5_000;

/** A part that ran for so long has recovered: its next restart is a first one again. */
export const recoveredAfterMs = 30_000;

/** How long to wait before the next start, given how many runs before it ended soon. */
export function restartDelayMs(shortRuns: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(shortRuns, 16));
}
