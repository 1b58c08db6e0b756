import { createMetrics } from "@hubbub/service-runtime";
import { Counter, Histogram } from "prom-client";

/**
 * What it costs to count, in µs a call: `node tests/bench/metrics-cost.ts`. docs/performance.md multiplies it by the calls that a message
 * makes.
 */
const calls = 1_000_000;
const { registry } = createMetrics("cost");
const registers = [registry];
const plain = new Counter({ name: "cost_plain_total", help: "x.", registers });
const labelled = new Counter({ name: "cost_labelled_total", help: "x.", labelNames: ["kind"], registers });
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const histogram = new Histogram({ name: "cost_seconds", help: "x.", buckets, registers });
const byCommand = new Histogram({
  name: "cost_command_seconds",
  help: "x.",
  labelNames: ["command"],
  buckets,
  registers,
});

const works = {
  "a counter": () => plain.inc(3),
  "a counter with a label": () => labelled.inc({ kind: "public" }),
  "a histogram": () => histogram.observe(0.003),
  "a histogram with a label": () => byCommand.observe({ command: "send_message" }, 0.003),
};
for (const [name, work] of Object.entries(works)) {
  repeat(work, calls / 10);
  const rounds = [1, 2, 3, 4, 5].map(() => repeat(work, calls)).toSorted((a, b) => a - b);
  console.log(`${name}: ${rounds[2]!.toFixed(3)} µs`);
}

function repeat(work: () => void, times: number): number {
  const startedAt = performance.now();
  for (let done = 0; done < times; done++) work();
  return ((performance.now() - startedAt) * 1e3) / times;
}
