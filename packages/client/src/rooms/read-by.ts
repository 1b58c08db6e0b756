import type { Message } from "@hubbub/ws-protocol";
import type { RoomSnapshot } from "./room-snapshot.ts";

/** Who else has read a message, by user id; nobody where the room is too large for receipts. */
export function readBy(
  message: Pick<Message, "seq" | "user_id">,
  { receipts }: Pick<RoomSnapshot, "receipts">,
): readonly number[] {
  return [...receipts]
    .filter(([userId, { lastReadSeq }]) => userId !== message.user_id && lastReadSeq >= message.seq)
    .map(([userId]) => userId);
}
