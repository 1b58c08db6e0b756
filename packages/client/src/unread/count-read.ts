import type { CountedRoom } from "./counted-room.ts";
import { withCounts } from "./with-counts.ts";

/** All up to `seq` has been read: only ever forward. */
export function countRead(known: CountedRoom, seq: number): CountedRoom {
  if (seq <= known.room.last_read_seq) return known;
  const isAllRead = seq >= known.countedSeq;
  return withCounts(known, {
    room: { ...known.room, last_read_seq: seq },
    counted: isAllRead ? { unread: 0, mentions: 0 } : known.counted,
    later: known.later.filter((one) => one.seq > seq),
    // Of what the server counted nobody here knows which ones they are.
    isExact: known.isExact && (isAllRead || known.counted.unread === 0),
  });
}
