import { Gauge, Histogram, type Registry } from "prom-client";
import type { LogMetrics } from "../room-log/append/log-metrics.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";

/** The room log's metrics; once per process and registry. */
export function createLogMetrics(registry: Registry): LogMetrics {
  const registers = [registry];
  const commitSeconds = new Histogram({
    name: "message_commit_seconds",
    help: "From a command's arrival to its commit.",
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const batchSize = new Histogram({
    name: "message_commit_batch_size",
    help: "Items committed in one transaction.",
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
    registers,
  });
  return {
    committed: (seconds) => commitSeconds.observe(seconds),
    batch: (size) => batchSize.observe(size),
  };
}

/** Gauges of the writer's queue, read when scraped; once per registry. */
export function observeLogQueue(registry: Registry, log: Pick<LogWriter, "queued">): void {
  const registers = [registry];
  const items = new Gauge({
    name: "room_log_queue_items",
    help: "Commands that have no answer yet: waiting for their commit, or being committed.",
    registers,
    collect() {
      items.set(log.queued.items);
    },
  });
  const bytes = new Gauge({
    name: "room_log_queue_bytes",
    help: "Bytes of the commands that have no answer yet.",
    registers,
    collect() {
      bytes.set(log.queued.bytes);
    },
  });
}
