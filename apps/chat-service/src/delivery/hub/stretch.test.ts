import { expect, test } from "vitest";
import type { SequencedFrame } from "../../room-log/events/sequenced-frame.ts";
import { eventsToStretch } from "./stretch.ts";

const event = (seq: number, effects: SequencedFrame["effects"] = {}) => ({
  seq,
  frame: Buffer.from(`{"seq":${seq}}`),
  effects,
});

test("what the events do is told with their places", () => {
  const events = [event(7, { removed: [1] }), event(8, { deleted: [3, 5] }), event(9, { removed: [2, 1] })];
  expect(eventsToStretch(events, 7)).toMatchObject({
    removals: [
      { seq: 7, userId: 1 },
      { seq: 9, userId: 2 },
      { seq: 9, userId: 1 },
    ],
    deleted: [3, 5],
  });
  expect(eventsToStretch(events, 8).removals).toHaveLength(2);
});

test("what was read from the log is timed from its commit", () => {
  const events = [4, 5].map((seq) => ({ ...event(seq), committedUs: seq * 1_000 }));
  expect(eventsToStretch(events, 5).receivedUs).toBe(5_000);
  expect(eventsToStretch(events, 6).receivedUs).toBeUndefined();
});

test("events stop at the first hole and start where the log goes on", () => {
  const events = [4, 5, 6, 8].map((seq) => event(seq));
  expect(eventsToStretch(events, 5).frames).toEqual([events[1]!.frame, events[2]!.frame]);
  expect(eventsToStretch(events, 3).frames).toEqual([]);
});
