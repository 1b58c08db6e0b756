import type { Message } from "@hubbub/ws-protocol";
import type { ReadingState } from "./room-reading.ts";

/** Who else has read a message, by user id; nobody where the room is too large for receipts. */
export function readBy(
  message: Pick<Message, "seq" | "user_id">,
  { receipts }: Pick<ReadingState, "receipts">,
): readonly number[] {
  return [...receipts]
    .filter(([userId, { lastReadSeq }]) => userId !== message.user_id && lastReadSeq >= message.seq)
    .map(([userId]) => userId);
}
