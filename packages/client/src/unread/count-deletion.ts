import type { CountedRoom } from "./counted-room.ts";
import { withCounts } from "./with-counts.ts";

/** A message was deleted: it is no longer unread. */
export function countDeletion(known: CountedRoom, seq: number): CountedRoom {
  if (seq > known.countedSeq) return withCounts(known, { later: known.later.filter((one) => one.seq !== seq) });
  const mayBeCounted = seq > known.room.last_read_seq && known.counted.unread > 0;
  return mayBeCounted ? { ...known, isExact: false } : known;
}
