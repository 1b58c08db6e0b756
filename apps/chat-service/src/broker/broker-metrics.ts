import { Counter, Gauge, Histogram, type Registry } from "prom-client";

export interface BrokerMetrics {
  readonly lagSeconds: Histogram;
  readonly up: Gauge;
  readonly dropped: Counter<"reason">;
  readonly bytesInFlight: Gauge;
  readonly subscriptions: Gauge<"of">;
}

/** Why a message did not get through: before it left (`away`, `full`), on its way out (`failed`), or on arrival. */
const dropReasons = ["away", "full", "failed", "unknown_version", "malformed"] as const;
export type DropReason = (typeof dropReasons)[number];

/** The broker's metrics; once per process and registry. */
export function createBrokerMetrics(registry: Registry): BrokerMetrics {
  const registers = [registry];
  const dropped = new Counter({
    name: "broker_dropped_total",
    help: "Messages between instances that were dropped; the room log heals what they carried.",
    labelNames: ["reason"],
    registers,
  });
  for (const reason of dropReasons) dropped.inc({ reason }, 0);
  return {
    lagSeconds: new Histogram({
      name: "broker_lag_seconds",
      help: "From the publication of a batch to its arrival at this instance.",
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    up: new Gauge({ name: "broker_up", help: "1 while the broker is usable, 0 while it is away.", registers }),
    dropped,
    bytesInFlight: new Gauge({
      name: "broker_bytes_in_flight",
      help: "Bytes handed to the broker and not yet confirmed by it.",
      registers,
    }),
    subscriptions: new Gauge({
      name: "broker_subscriptions",
      help: "Rooms and people that this instance wants to hear of.",
      labelNames: ["of"],
      registers,
    }),
  };
}
