import type { Message } from "@hubbub/ws-protocol";
import type { ReceiptsState } from "./room-receipts.ts";

/** How far a message of one's own in a direct room has come. */
export type MessageState = "sent" | "delivered" | "read";

export function messageState(message: Pick<Message, "seq" | "user_id">, { receipts }: ReceiptsState): MessageState {
  const others = [...receipts].filter(([userId]) => userId !== message.user_id).map(([, receipt]) => receipt);
  if (others.some(({ lastReadSeq }) => lastReadSeq >= message.seq)) return "read";
  return others.some(({ lastDeliveredSeq }) => lastDeliveredSeq >= message.seq) ? "delivered" : "sent";
}
