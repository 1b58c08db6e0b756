import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenPast } from "./when-past.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test("what ends is told when it does, once", async () => {
  const told = vi.fn<() => void>();
  whenPast(90_000, told);
  await vi.advanceTimersByTimeAsync(89_999);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(told).toHaveBeenCalledTimes(1);
});

test("an end that came while the machine slept is told when it wakes", async () => {
  const told = vi.fn<() => void>();
  whenPast(3_600_000, told);
  vi.setSystemTime(4_000_000);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(told).toHaveBeenCalledTimes(1);
});

test("who stops is told nothing, and an end too far for a timer does no harm", async () => {
  const told = vi.fn<() => void>();
  const stop = whenPast(Date.parse("9999-12-31T00:00:00.000Z"), told);
  await vi.advanceTimersByTimeAsync(120_000);
  stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(told).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
