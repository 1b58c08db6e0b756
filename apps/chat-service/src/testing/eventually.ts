import { setTimeout as delay } from "node:timers/promises";

/** Waits until `check` answers true; throws after `timeoutMs`. */
export async function eventually(check: () => Promise<boolean> | boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error("it did not come about in time");
    await delay(25);
  }
}
