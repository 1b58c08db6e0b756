import { expect, test } from "vitest";
import { eventsToStretch } from "./events-to-stretch.ts";

const event = (seq: number, frame: object) => ({ seq, frame: Buffer.from(JSON.stringify(frame)) });

test("a deletion read from the log blanks all before it: an edit in the ring may hold the deleted text", () => {
  const events = [event(7, { type: "new_message" }), event(8, { type: "message_deleted", target_seq: 3 })];
  expect(eventsToStretch(events, 7).deleted).toEqual([7]);
});

test("events stop at the first hole and start where the log goes on", () => {
  const events = [4, 5, 6, 8].map((seq) => event(seq, { type: "new_message" }));
  expect(eventsToStretch(events, 5).frames).toEqual([events[1]!.frame, events[2]!.frame]);
  expect(eventsToStretch(events, 3).frames).toEqual([]);
});
