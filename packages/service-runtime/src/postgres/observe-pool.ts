import type { Pool } from "pg";
import type { Metrics } from "../create-metrics.ts";

/** Shows a pool's fill as `postgres_pool_{connections,idle,waiting,max}{pool}`. Each pool of a service has a name of its own. */
export function observePool(metrics: Metrics, pool: Pool, name = "main"): void {
  metrics.postgresPools.set(name, pool);
}
