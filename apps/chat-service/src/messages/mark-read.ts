import { AppError } from "@hubbub/errors";
import { seqForm } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import type { MessageContext } from "./message-context.ts";
import { markThread } from "./threads/mark-thread.ts";

/**
 * Moves the actor's read mark of a room, or of one of its threads, forward, to its end at most, for all their devices.
 * Answers where it then stands. Throws `invalid_argument` naming `seq`, `forbidden` for one who is no member, `room_not_found`;
 * of a thread `message_not_found`, `rate_limited`.
 */
export async function markRead(
  context: Pick<MessageContext, "db" | "fairUse" | "readMarks" | "seeRoom" | "tellThreadRead">,
  { userId }: Pick<Actor, "userId">,
  {
    roomId,
    seq,
    threadSeq,
  }: { readonly roomId: number; readonly seq: number; readonly threadSeq?: number | undefined },
): Promise<{ readonly lastReadSeq: number }> {
  if (!Number.isSafeInteger(seq) || seq < 0) {
    throw new AppError("invalid_argument", `seq must be ${seqForm}`, { field: "seq" });
  }
  if (threadSeq !== undefined) {
    // Those of rooms go many together; these ask for the root.
    spendRead(context.fairUse, userId);
    return markThread(context, { userId }, { roomId, threadSeq, seq, back: false });
  }
  return { lastReadSeq: await context.readMarks.move({ roomId, userId, seq }) };
}
