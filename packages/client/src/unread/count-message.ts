import type { Message } from "@hubbub/ws-protocol";
import { countRead } from "./count-read.ts";
import { callsOne } from "./calls-one.ts";
import type { CountedRoom } from "./counted-room.ts";
import type { Me } from "./me.ts";
import { withCounts } from "./with-counts.ts";

/** A message was heard of: in any order, any number of times. One's own means that what is before it has been read. */
export function countMessage(known: CountedRoom, message: Message, me: Me): CountedRoom {
  const { seq } = message;
  const last_seq = Math.max(known.room.last_seq, seq);
  // Where the room is not open nobody tells what lies between: a lost message, or an event that is none.
  const isExact = known.isExact && seq <= known.room.last_seq + 1;
  const heard = { ...known, room: { ...known.room, last_seq }, isExact };
  if (message.user_id === me.userId) return countRead(heard, seq);
  const isCounted = seq <= known.countedSeq || known.later.some((one) => one.seq === seq);
  if (isCounted || seq <= known.room.last_read_seq || message.deleted_at !== undefined) return heard;
  const isMention = callsOne(message, me);
  const one = { seq, isMention };
  return withCounts(heard, { later: [...known.later, one].toSorted((a, b) => a.seq - b.seq) });
}
