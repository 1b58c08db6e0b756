import { encodeFrame } from "../../delivery/encode-frame.ts";

/** Somebody in a room. */
export interface PlaceOfPerson {
  readonly roomId: number;
  readonly userId: number;
}

/** What is unread for them there. */
export interface PlaceCounts extends PlaceOfPerson {
  readonly unread: number;
  readonly mentions: number;
}

/** Answers for those who are members; without a name that is given it is asked for, and who has none is left out. */
export type ReadPlaceCounts = (
  places: readonly (PlaceOfPerson & { readonly username?: string })[],
) => Promise<readonly PlaceCounts[]>;

/** One person's `room_counts`. */
export function encodeRoomCounts(counts: readonly PlaceCounts[]): Uint8Array {
  const rooms = counts.map(({ roomId, unread, mentions }) => ({
    room_id: roomId,
    unread_count: unread,
    mention_count: mentions,
  }));
  return encodeFrame({ type: "room_counts", rooms });
}
