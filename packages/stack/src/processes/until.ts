import { setTimeout as pause } from "node:timers/promises";

const everyMs = 25;

/** Waits until `condition` holds; after `timeoutMs` it throws, saying what was waited for. */
export async function until(
  waitingFor: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`gave up after ${timeoutMs} ms waiting for ${waitingFor}`);
    await pause(everyMs);
  }
}
