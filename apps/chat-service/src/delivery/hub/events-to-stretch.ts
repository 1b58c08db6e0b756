import type { SequencedFrame } from "../../room-log/events/sequenced-frame.ts";
import type { Stretch } from "./stretch.ts";

/** The events that continue the log at `nextSeq`; none if the first of them is missing. */
export function eventsToStretch(events: readonly SequencedFrame[], nextSeq: number): Stretch {
  const news = events.filter((event) => event.seq >= nextSeq);
  const end = news.findIndex((event, i) => event.seq !== nextSeq + i);
  const run = end === -1 ? news : news.slice(0, end);
  return {
    firstSeq: nextSeq,
    frames: run.map((event) => event.frame),
    removals: run.flatMap(({ seq, effects }) => (effects.removed ?? []).map((userId) => ({ seq, userId }))),
    deleted: run.flatMap(({ effects }) => effects.deleted ?? []),
  };
}
