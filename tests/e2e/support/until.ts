import { setTimeout as pause } from "node:timers/promises";

/** Waits until `holds` does; fails with `what` after `timeoutMs`. What `holds` throws ends the wait at once. */
export async function until(what: string, timeoutMs: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await pause(100);
  }
}
