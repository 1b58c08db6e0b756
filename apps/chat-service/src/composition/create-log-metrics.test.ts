import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { observeLogQueue } from "./create-log-metrics.ts";

test("the queue's gauges say what it holds when they are read", async () => {
  const registry = new Registry();
  const log = { queued: { items: 0, bytes: 0 } };
  observeLogQueue(registry, log);
  log.queued = { items: 3, bytes: 400 };
  const text = await registry.metrics();
  expect(text).toMatch(/^room_log_queue_items 3$/m);
  expect(text).toMatch(/^room_log_queue_bytes 400$/m);
});
