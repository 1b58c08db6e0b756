import type { RoomPublication } from "../../broker/broker.ts";
import type { Stretch } from "./stretch.ts";

const none: readonly never[] = [];

/** A publication without what is known already: its events from `nextSeq` on. */
export function publicationToStretch(publication: RoomPublication, nextSeq: number): Stretch {
  const { firstSeq, frames, effects, receivedUs } = publication;
  const known = nextSeq - firstSeq;
  return {
    firstSeq: nextSeq,
    frames: known === 0 ? frames : frames.slice(known),
    removals: effects.removals?.filter(({ seq }) => seq >= nextSeq) ?? none,
    deleted: effects.deleted ?? none,
    receivedUs,
  };
}
