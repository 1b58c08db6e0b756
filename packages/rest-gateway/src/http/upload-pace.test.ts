import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { uploadBurstBytes, uploadBytesPerSecond } from "../limits.ts";
import { UploadPace } from "./upload-pace.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

test("what fits into a burst waits for nothing, and may come again after a rest", () => {
  const pace = new UploadPace();
  vi.advanceTimersByTime(60_000);
  expect(pace.took(uploadBurstBytes)).toBe(0);
  expect(pace.took(1)).toBeGreaterThan(0);
  vi.advanceTimersByTime(60_000);
  expect(pace.took(uploadBurstBytes)).toBe(0);
});

test("all together come as fast as they may, each behind what came before it", () => {
  const pace = new UploadPace();
  vi.advanceTimersByTime(60_000);
  const waits = Array.from({ length: 20 }, () => pace.took(uploadBytesPerSecond / 4));
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  expect(waits.at(-1)).toBeCloseTo(5_000 - (uploadBurstBytes / uploadBytesPerSecond) * 1_000, 3);
  vi.advanceTimersByTime(2_000);
  expect(pace.took(0)).toBeCloseTo((waits.at(-1) ?? 0) - 2_000, 3);
});
