import type { Pool } from "pg";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** A service's metrics registry and the metrics that every service shares. Names are part of hubbub's interface. */
export interface Metrics {
  readonly registry: Registry;
  readonly grpcCalls: Counter<"service" | "method" | "code" | "side">;
  readonly grpcSeconds: Histogram<"service" | "method" | "side">;
  /** Calls for services only, served although they came without the services' secret. */
  readonly grpcWithoutSecret: Counter<"service" | "method">;
  readonly httpRequests: Counter<"route" | "method" | "status">;
  readonly httpSeconds: Histogram<"route" | "method">;
  readonly httpInFlight: Gauge;
  readonly rateLimited: Counter<"limit">;
  readonly authRequests: Counter<"method" | "result">;
  /** Filled by `observePool`. */
  readonly postgresPools: Map<string, Pool>;
}

/** From half a millisecond to ten seconds: a commit takes about one, a time-out ends at ten seconds. */
const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const postgresPools = new Map<string, Pool>();
  collectDefaultMetrics({ register: registry });
  countEventLoop(registry);
  new Gauge({ name: "service_info", help: "Always 1.", labelNames: ["name", "node"], registers }).set(
    { name: service, node: process.version },
    1,
  );
  poolGauge("postgres_pool_connections", "Open connections.", (pool) => pool.totalCount);
  poolGauge("postgres_pool_idle", "Open connections that nobody uses.", (pool) => pool.idleCount);
  poolGauge("postgres_pool_waiting", "Queries that wait for a connection.", (pool) => pool.waitingCount);
  poolGauge("postgres_pool_max", "Most connections that may be open.", (pool) => pool.options.max);
  return {
    registry,
    postgresPools,
    grpcCalls: new Counter({
      name: "grpc_calls_total",
      help: "Finished gRPC calls.",
      labelNames: ["service", "method", "code", "side"],
      registers,
    }),
    grpcSeconds: new Histogram({
      name: "grpc_call_seconds",
      help: "Duration of gRPC calls.",
      labelNames: ["service", "method", "side"],
      buckets: secondsBuckets,
      registers,
    }),
    grpcWithoutSecret: new Counter({
      name: "grpc_calls_without_secret_total",
      help: "Calls for services only that were served without the services' secret.",
      labelNames: ["service", "method"],
      registers,
    }),
    httpRequests: new Counter({
      name: "http_requests_total",
      help: "Answered HTTP requests; route is the template, or unmatched.",
      labelNames: ["route", "method", "status"],
      registers,
    }),
    httpSeconds: new Histogram({
      name: "http_request_seconds",
      help: "Time from the request's head to its answer.",
      labelNames: ["route", "method"],
      buckets: secondsBuckets,
      registers,
    }),
    httpInFlight: new Gauge({ name: "http_requests_in_flight", help: "HTTP requests being answered.", registers }),
    rateLimited: new Counter({
      name: "rate_limited_total",
      help: "Requests and commands refused by a limit.",
      labelNames: ["limit"],
      registers,
    }),
    authRequests: new Counter({
      name: "auth_requests_total",
      help: "Attempts to sign in or to prove who one is.",
      labelNames: ["method", "result"],
      registers,
    }),
  };

  function poolGauge(name: string, help: string, read: (pool: Pool) => number): Gauge {
    return new Gauge({
      name,
      help,
      labelNames: ["pool"],
      registers,
      collect() {
        for (const [pool, state] of postgresPools) this.set({ pool }, read(state));
      },
    });
  }
}

/** How much of the time the event loop works: a counter, for a gauge would mean something else to each who reads it. */
function countEventLoop(registry: Registry): void {
  const seconds: Counter<"state"> = new Counter({
    name: "nodejs_eventloop_seconds_total",
    help: "Time of the event loop: active (running callbacks) and idle (waiting for something to do).",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const { active, idle } = performance.eventLoopUtilization();
      seconds.reset();
      seconds.inc({ state: "active" }, active / 1e3);
      seconds.inc({ state: "idle" }, idle / 1e3);
    },
  });
}
