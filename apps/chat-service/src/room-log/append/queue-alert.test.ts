import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { maxQueuedBytes, maxQueuedItems } from "../../limits.ts";

test("an operator is told of a queue at four fifths of its bound", () => {
  const rules = readFileSync(new URL("../../../../../prometheus/rules/delivery.yml", import.meta.url), "utf8");
  expect(rules).toContain(
    `expr: room_log_queue_items > ${0.8 * maxQueuedItems} or room_log_queue_bytes > ${Math.ceil(0.8 * maxQueuedBytes)}\n`,
  );
});
