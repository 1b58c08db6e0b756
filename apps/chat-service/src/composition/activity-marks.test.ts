import { expect, test, vi } from "vitest";
import { activityIntervalMs } from "../limits.ts";
import { ActivityMarks } from "./activity-marks.ts";

test("a busy room is marked once a second, with its newest head", () => {
  vi.useFakeTimers();
  const published: unknown[] = [];
  const marks = new ActivityMarks((all) => published.push(all));
  for (let seq = 1; seq <= 100; seq += 1) marks.mark(7, seq);
  marks.mark(8, 3);
  expect(published).toEqual([]);
  vi.advanceTimersByTime(activityIntervalMs);
  expect(published).toEqual([
    [
      { roomId: 7, lastSeq: 100 },
      { roomId: 8, lastSeq: 3 },
    ],
  ]);
  vi.advanceTimersByTime(10 * activityIntervalMs);
  expect(published).toHaveLength(1);
  vi.useRealTimers();
});
