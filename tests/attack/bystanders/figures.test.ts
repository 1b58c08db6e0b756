import { expect, test } from "vitest";
import { figuresOf } from "./figures.ts";

test("a percentile is a time that was measured, and one in a hundred may be longer than the 99th", () => {
  const times = Array.from({ length: 200 }, (_, index) => index + 1).toReversed();
  expect(figuresOf(times)).toEqual({ samples: 200, p50Ms: 100, p99Ms: 198, maxMs: 200 });
});

test("the p99 of a few samples is their longest", () => {
  expect(figuresOf([3, 1, 2])).toEqual({ samples: 3, p50Ms: 2, p99Ms: 3, maxMs: 3 });
});
