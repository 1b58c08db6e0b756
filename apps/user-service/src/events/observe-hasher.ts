import { Gauge } from "prom-client";
import type { UserMetrics } from "./create-user-metrics.ts";

/** Shows how many passwords are being hashed and how many wait for it. */
export function observeHasher(
  { registry }: UserMetrics,
  hasher: { readonly running: number; readonly waiting: number },
): void {
  observe("password_hashes_running", "Passwords being hashed or verified.", () => hasher.running);
  observe("password_hashes_waiting", "Passwords that wait to be hashed or verified.", () => hasher.waiting);

  function observe(name: string, help: string, read: () => number): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      collect() {
        this.set(read());
      },
    });
    registry.registerMetric(gauge);
  }
}
