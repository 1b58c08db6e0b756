import type { CountedRoom } from "./counted-room.ts";
import { withCounts } from "./with-counts.ts";

/** One's place was set back to `seq`. How much is unread again only the server can count; until it has, something is. */
export function countBack(known: CountedRoom, seq: number): CountedRoom {
  if (seq >= known.room.last_read_seq) return known;
  const { counted } = known;
  return withCounts(known, {
    room: { ...known.room, last_read_seq: seq },
    counted: { ...counted, unread: Math.max(counted.unread, 1) },
    isExact: false,
  });
}
