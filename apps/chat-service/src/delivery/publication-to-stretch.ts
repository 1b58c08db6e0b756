import type { RoomPublication } from "../broker/broker.ts";
import { removedBy } from "./frame-effects.ts";
import type { Removal, Stretch } from "./stretch.ts";

const none: readonly never[] = [];

/** A publication without what is known already: its events from `nextSeq` on. */
export function publicationToStretch(publication: RoomPublication, nextSeq: number): Stretch {
  const { firstSeq, frames, effects } = publication;
  const known = nextSeq - firstSeq;
  return {
    firstSeq: nextSeq,
    frames: known === 0 ? frames : frames.slice(known),
    removals: effects.removed === undefined ? none : removals(publication, effects.removed, nextSeq),
    deleted: effects.deleted ?? none,
    receivedUs: publication.receivedUs,
  };
}

/** `effects` says who; the frames say where. Whoever no frame names is out after the last one. */
function removals(
  { firstSeq, frames }: RoomPublication,
  removed: readonly number[],
  nextSeq: number,
): readonly Removal[] {
  const placed = frames.flatMap((frame, i) => removedBy(frame).map((userId) => ({ seq: firstSeq + i, userId })));
  const named = new Set(placed.map((removal) => removal.userId));
  const lastSeq = firstSeq + frames.length - 1;
  const unplaced = removed.filter((id) => !named.has(id)).map((userId) => ({ seq: lastSeq, userId }));
  return [...placed.filter(({ seq }) => seq >= nextSeq), ...unplaced];
}
