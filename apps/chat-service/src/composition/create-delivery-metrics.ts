import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { DeliveryMetrics } from "../delivery/delivery-metrics.ts";
import type { DeliveryStats } from "../delivery/room-delivery.ts";

/** Delivery's metrics; once per process and registry. */
export function createDeliveryMetrics(registry: Registry): DeliveryMetrics {
  const registers = [registry];
  const delivered = new Counter({
    name: "messages_delivered_total",
    help: "Log frames handed to this instance's sockets.",
    registers,
  });
  const seconds = new Histogram({
    name: "message_delivery_seconds",
    help: "From the receipt of a command, on whichever instance, to the hand-over to this instance's sockets.",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const gaps = new Counter({
    name: "room_gaps_total",
    help: "Holes in what arrived, by what filled them.",
    labelNames: ["healed_by"],
    registers,
  });
  for (const healedBy of ["broker", "log", "resync"]) gaps.inc({ healed_by: healedBy }, 0);
  const slow = new Counter({ name: "slow_consumers_total", help: "Sockets ended for reading too slowly.", registers });
  const resumes = new Counter({
    name: "resumes_total",
    help: "Joins with a position, by what became of them.",
    labelNames: ["result"],
    registers,
  });
  for (const result of ["ring", "log", "too_far", "ahead", "other_epoch"]) resumes.inc({ result }, 0);
  return {
    delivered: (frames) => delivered.inc(frames),
    deliverySeconds: (value) => seconds.observe(value),
    gap: (healedBy) => gaps.inc({ healed_by: healedBy }),
    slowConsumer: () => slow.inc(),
    resume: (result) => resumes.inc({ result }),
  };
}

/** Gauges over delivery's own numbers, read when scraped. */
export function observeDelivery(registry: Registry, read: () => DeliveryStats): void {
  gauge("rooms_active", "Rooms with readers on this instance.", (stats) => stats.roomsActive);
  gauge("delivery_hubs", "Rooms kept in memory, with readers or without.", (stats) => stats.hubs);
  gauge("delivery_readers", "Places of sockets in rooms.", (stats) => stats.readers);
  gauge("delivery_ring_bytes", "Bytes of memory for recent frames.", (stats) => stats.ringBytes);
  gauge("delivery_early_bytes", "Bytes that wait for what is missing before them.", (stats) => stats.earlyBytes);
  gauge("delivery_waiting_joins", "Joins that wait.", (stats) => stats.waitingJoins);
  gauge("websocket_buffered_bytes", "Bytes buffered for slow sockets.", (stats) => stats.bufferedBytes);

  function gauge(name: string, help: string, of: (stats: DeliveryStats) => number): void {
    const made = new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        made.set(of(read()));
      },
    });
  }
}
