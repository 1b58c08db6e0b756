import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RoomHead } from "../../broker/broker.ts";
import { activityIntervalMs } from "../../limits.ts";
import { ActivityMarks } from "./activity-marks.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorded() {
  const published: (readonly RoomHead[])[] = [];
  return { published, marks: new ActivityMarks((all) => published.push(all)) };
}

test("the first mark after a quiet second goes out at once, those after it once a second with the newest heads", () => {
  const { published, marks } = recorded();
  marks.mark(7, 1);
  vi.advanceTimersByTime(0);
  expect(published).toEqual([[{ roomId: 7, lastSeq: 1 }]]);
  for (let seq = 2; seq <= 100; seq += 1) marks.mark(7, seq);
  marks.mark(8, 3);
  vi.advanceTimersByTime(activityIntervalMs - 1);
  expect(published).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(published[1]).toEqual([
    { roomId: 7, lastSeq: 100 },
    { roomId: 8, lastSeq: 3 },
  ]);
  vi.advanceTimersByTime(10 * activityIntervalMs);
  expect(published).toHaveLength(2);
});

test("what was marked before the close still goes out", () => {
  const { published, marks } = recorded();
  marks.mark(7, 1);
  vi.advanceTimersByTime(0);
  marks.mark(7, 2);
  marks.close();
  expect(published).toEqual([[{ roomId: 7, lastSeq: 1 }], [{ roomId: 7, lastSeq: 2 }]]);
});
