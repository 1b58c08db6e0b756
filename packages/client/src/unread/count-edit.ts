import type { Calling } from "@hubbub/ws-protocol";
import { callsOne } from "./calls-one.ts";
import type { CountedRoom } from "./counted-room.ts";
import type { Me } from "./me.ts";
import { withCounts } from "./with-counts.ts";

/** A message was edited: it may call one now, or no longer. */
export function countEdit(known: CountedRoom, edited: Calling, me: Me): CountedRoom {
  const { seq } = edited;
  const isMention = callsOne(edited, me);
  if (seq > known.countedSeq) {
    return withCounts(known, { later: known.later.map((one) => (one.seq === seq ? { seq, isMention } : one)) });
  }
  const mayBeCounted = seq > known.room.last_read_seq && known.counted.unread > 0;
  // Only the server knows whether it called one before.
  return mayBeCounted && (isMention || known.counted.mentions > 0) ? { ...known, isExact: false } : known;
}
