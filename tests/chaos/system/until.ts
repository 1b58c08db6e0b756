import { setTimeout as pause } from "node:timers/promises";

/** Waits until `holds` does; fails with `what` after `timeoutMs`. */
export async function until(
  what: string | (() => string),
  timeoutMs: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) {
      throw new Error(`not within ${timeoutMs} ms: ${typeof what === "string" ? what : what()}`);
    }
    await pause(20);
  }
}
