import type { RoomPublication } from "../../broker/broker.ts";
import type { Removal } from "../../room-log/events/log-effects.ts";
import type { SequencedFrame } from "../../room-log/events/sequenced-frame.ts";

/** Neighbouring events of a room's log, ready to go out. */
export interface Stretch {
  /** `frames[i]` has seq `firstSeq + i`. */
  readonly firstSeq: number;
  readonly frames: readonly Uint8Array[];
  /** Ascending by `seq`. */
  readonly removals: readonly Removal[];
  /** Seqs of messages whose content is gone. */
  readonly deleted: readonly number[];
  /** When the oldest of their commands was received, epoch µs; of what was read from the log, when it was committed. */
  readonly receivedUs?: number;
  /** As in the publication; empty of what was read from the log. */
  readonly trace: string;
}

/** A publication without what is known already: its events from `nextSeq` on. */
export function publicationToStretch(publication: RoomPublication, nextSeq: number): Stretch {
  const { firstSeq, frames, effects, receivedUs, trace } = publication;
  const known = nextSeq - firstSeq;
  return {
    firstSeq: nextSeq,
    frames: known === 0 ? frames : frames.slice(known),
    removals: effects.removals?.filter(({ seq }) => seq >= nextSeq) ?? none,
    deleted: effects.deleted ?? none,
    receivedUs,
    trace,
  };
}

const none: readonly never[] = [];

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
    trace: "",
    ...(run[0]?.committedUs !== undefined && { receivedUs: run[0].committedUs }),
  };
}
