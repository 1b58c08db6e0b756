import { vi } from "vitest";

/** `vi.waitFor` with the patience that real servers on a busy machine need; its own is one second. */
export function waitFor<Value>(check: () => Value | Promise<Value>, timeoutMs = 15_000): Promise<Value> {
  return vi.waitFor(check, { timeout: timeoutMs, interval: 20 });
}
