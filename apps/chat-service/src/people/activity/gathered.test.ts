import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Gathered } from "./gathered.ts";

let told: (readonly number[])[];
let dropped: number;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  dropped = 0;
});
afterEach(() => void vi.useRealTimers());

function gathered(tell = async (_values: readonly number[]): Promise<void> => undefined) {
  return new Gathered<number>({
    intervalMs: 1_000,
    max: 2,
    tell: (values) => {
      told.push(values);
      return tell(values);
    },
    dropped: () => (dropped += 1),
  });
}

test("the first after a quiet time is told at once, what follows once in the interval, the newest of each key", async () => {
  const marks = gathered();
  marks.add("a", 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([[1]]);
  marks.add("a", 2);
  marks.add("b", 3);
  marks.add("a", 4);
  await vi.advanceTimersByTimeAsync(999);
  expect(told).toEqual([[1]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([[1], [4, 3]]);
  await vi.advanceTimersByTimeAsync(5_000);
  marks.add("a", 5);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([[1], [4, 3], [5]]);
});

test("what comes while others are told waits an interval from then", async () => {
  const slow = Promise.withResolvers<void>();
  const marks = gathered(() => slow.promise);
  marks.add("a", 1);
  await vi.advanceTimersByTimeAsync(3_000);
  marks.add("a", 2);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual([[1]]);
  slow.resolve();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual([[1], [2]]);
});

test("keys above the bound are dropped and counted; a key that waits already is not", async () => {
  const marks = gathered();
  for (const [value, key] of ["a", "b", "c", "a"].entries()) marks.add(key, value);
  await vi.advanceTimersByTimeAsync(0);
  expect([told, dropped]).toEqual([[[3, 1]], 1]);
});

test("nothing is told after it was stopped", async () => {
  const marks = gathered();
  marks.add("a", 1);
  marks.stop();
  marks.add("b", 2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([]);
});
