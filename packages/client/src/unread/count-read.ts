import { unreadMaxCount } from "../limits.ts";
import type { CountedRoom, UnreadMessage } from "./counted-room.ts";
import { withCounts } from "./with-counts.ts";

/** All up to `seq` has been read: only ever forward. `passed`: the unread messages on the way there, where they are known. */
export function countRead(known: CountedRoom, seq: number, passed?: readonly UnreadMessage[]): CountedRoom {
  if (seq <= known.room.last_read_seq) return known;
  const isAllRead = seq >= known.countedSeq;
  // The server counts no further than that.
  const isKnown = passed !== undefined && known.counted.unread < unreadMaxCount;
  const read = passed?.filter((one) => one.seq <= known.countedSeq) ?? [];
  const left = {
    unread: Math.max(0, known.counted.unread - read.length),
    mentions: Math.max(0, known.counted.mentions - read.filter(({ isMention }) => isMention).length),
  };
  return withCounts(known, {
    room: { ...known.room, last_read_seq: seq },
    counted: isAllRead ? { unread: 0, mentions: 0 } : left,
    later: known.later.filter((one) => one.seq > seq),
    // Of what the server counted nobody here knows otherwise which ones they are.
    isExact: known.isExact && (isAllRead || isKnown || known.counted.unread === 0),
  });
}
