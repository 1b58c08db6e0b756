import { setTimeout as delay } from "node:timers/promises";
import type { Metrics } from "@hubbub/service-runtime";

const stepMs = 20;

/** Waits until no HTTP request is being answered, but no longer than `timeoutMs`. */
export async function requestsAnswered({ httpInFlight }: Metrics, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const { values } = await httpInFlight.get();
    if (values.every(({ value }) => value === 0)) return;
    await delay(stepMs);
  }
}
