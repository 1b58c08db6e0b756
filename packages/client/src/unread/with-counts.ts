import { unreadMaxCount } from "../limits.ts";
import type { CountedRoom } from "./counted-room.ts";

/** The room after a change, its shown counts made anew. */
export function withCounts(known: CountedRoom, change: Partial<CountedRoom>): CountedRoom {
  const { room, countedSeq, counted, later, isExact } = fold({ ...known, ...change });
  const unread_count = Math.min(unreadMaxCount, counted.unread + later.length);
  const mention_count = Math.min(unreadMaxCount, counted.mentions + later.filter(({ isMention }) => isMention).length);
  return { room: { ...room, unread_count, mention_count }, countedSeq, counted, later, isExact };
}

/** Nobody needs to know which ones of very many are unread. */
function fold(room: CountedRoom): CountedRoom {
  const last = room.later.at(-1);
  if (last === undefined || room.later.length <= unreadMaxCount) return room;
  const counted = {
    unread: room.counted.unread + room.later.length,
    mentions: room.counted.mentions + room.later.filter(({ isMention }) => isMention).length,
  };
  return { ...room, counted, later: [], countedSeq: last.seq };
}
