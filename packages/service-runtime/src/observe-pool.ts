import { Gauge } from "prom-client";
import type { Pool } from "pg";
import type { Metrics } from "./create-metrics.ts";

/** Shows a pool's fill as `postgres_pool_{connections,idle,waiting,max}{pool}`. Each pool of a service has a name of its own. */
export function observePool(metrics: Metrics, pool: Pool, name = "main"): void {
  observe("connections", "Open connections.", () => pool.totalCount);
  observe("idle", "Open connections that nobody uses.", () => pool.idleCount);
  observe("waiting", "Queries that wait for a connection.", () => pool.waitingCount);
  observe("max", "Most connections that may be open.", () => pool.options.max);

  function observe(what: string, help: string, read: () => number): void {
    const metricName = `postgres_pool_${what}`;
    const known = metrics.registry.getSingleMetric(metricName);
    if (known instanceof PoolGauge) known.pools.set(name, read);
    else new PoolGauge(metricName, help, metrics, [name, read]);
  }
}

class PoolGauge extends Gauge<"pool"> {
  readonly pools: Map<string, () => number>;

  constructor(name: string, help: string, { registry }: Metrics, first: readonly [string, () => number]) {
    const pools = new Map([first]);
    super({
      name,
      help,
      labelNames: ["pool"],
      registers: [registry],
      collect() {
        for (const [pool, read] of pools) this.set({ pool }, read());
      },
    });
    this.pools = pools;
  }
}
