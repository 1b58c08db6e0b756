import type { MyRoom } from "../rest/rooms-api.ts";

/** A message by somebody else that has not been read. */
export interface UnreadMessage {
  readonly seq: number;
  readonly isMention: boolean;
}

/** A room of one's own and what is unread in it: what the server counted, and the messages that came since. */
export interface CountedRoom {
  /** As it is shown: its counts are `counted` and `later` together, its `last_seq` the last event heard of. */
  readonly room: MyRoom;
  /** The server's count is of the log up to here. */
  readonly countedSeq: number;
  readonly counted: { readonly unread: number; readonly mentions: number };
  /** After `countedSeq`, ascending. */
  readonly later: readonly UnreadMessage[];
  /** False where something happened that only the server can count. */
  readonly isExact: boolean;
}

/** A room as the server has just counted it. */
export function toCountedRoom(room: MyRoom): CountedRoom {
  const counted = { unread: room.unread_count, mentions: room.mention_count };
  return { room, countedSeq: room.last_seq, counted, later: [], isExact: true };
}
