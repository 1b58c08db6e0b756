import type { MyRoom } from "../rest/resources.ts";
import type { CountedRoom } from "./counted-room.ts";

/** A room as the server has just counted it. */
export function toCountedRoom(room: MyRoom): CountedRoom {
  const counted = { unread: room.unread_count, mentions: room.mention_count };
  return { room, countedSeq: room.last_seq, counted, later: [], isExact: true };
}
