import { expect, test } from "vitest";
import { judgeSoak } from "./judge-soak.ts";
import type { ProcessSample, Sample } from "./take-sample.ts";

const calm: ProcessSample = { pid: 1, rssBytes: 200 * 2 ** 20, descriptors: 100, eventLoopP99Seconds: 0.03 };

/** A run of 15 minutes whose second half looks like `later`. */
function run(later: Partial<ProcessSample>): Sample[] {
  return Array.from({ length: 90 }, (_, index) => {
    const minute = (index + 1) / 6;
    return { minute, processes: { "chat-1": minute > 9 ? { ...calm, ...later } : calm } };
  });
}

test("a soak that ends as it began is passed", () => {
  expect(judgeSoak(run({}), 15).failures).toEqual([]);
  expect(
    judgeSoak(run({ rssBytes: 219 * 2 ** 20, descriptors: 119, eventLoopP99Seconds: 0.044 }), 15).failures,
  ).toEqual([]);
});

test("memory, descriptors and event loop are each held to their limit", () => {
  expect(judgeSoak(run({ rssBytes: 221 * 2 ** 20 }), 15).failures).toHaveLength(1);
  expect(judgeSoak(run({ descriptors: 121 }), 15).failures).toHaveLength(1);
  expect(judgeSoak(run({ eventLoopP99Seconds: 0.046 }), 15).failures).toHaveLength(1);
});

test("a moment out of the ordinary is not a trend", () => {
  const samples = run({});
  samples[80] = { minute: 13.5, processes: { "chat-1": { ...calm, eventLoopP99Seconds: 3 } } };
  expect(judgeSoak(samples, 15).failures).toEqual([]);
});

test("a shorter run has shorter windows, and says so", () => {
  const { table, failures } = judgeSoak(run({}), 5);
  expect(table).toContain("scaled");
  expect(failures).toEqual([]);
});
