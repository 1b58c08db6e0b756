import type { Message } from "@hubbub/ws-protocol";
import type { ReceiptsState } from "./room-receipts.ts";

/** Who else has read a message, by user id; nobody where the room is too large for receipts. */
export function readBy(message: Pick<Message, "seq" | "user_id">, { receipts }: ReceiptsState): readonly number[] {
  return [...receipts]
    .filter(([userId, { lastReadSeq }]) => userId !== message.user_id && lastReadSeq >= message.seq)
    .map(([userId]) => userId);
}
