import { AppError } from "@hubbub/errors";
import { idForm } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import type { MessageContext } from "./message-context.ts";
import { markThread } from "./threads/mark-thread.ts";

/**
 * Sets the actor's read mark of a room, or of one of its threads, back to before `seq`, for all their devices; never
 * forward. Answers where it then stands. Throws `invalid_argument` naming `seq`, `forbidden` for one who is no member, `room_not_found`, `rate_limited`;
 * of a thread `message_not_found`.
 */
export async function markUnread(
  context: Pick<MessageContext, "db" | "readMarks" | "fairUse" | "seeRoom" | "tellThreadRead">,
  { userId }: Pick<Actor, "userId">,
  {
    roomId,
    seq,
    threadSeq,
  }: { readonly roomId: number; readonly seq: number; readonly threadSeq?: number | undefined },
): Promise<{ readonly lastReadSeq: number }> {
  if (!Number.isSafeInteger(seq) || seq < 1) {
    throw new AppError("invalid_argument", `seq must be ${idForm}`, { field: "seq" });
  }
  // Whose place moves asks anew what is unread there.
  spendRead(context.fairUse, userId);
  if (threadSeq !== undefined) {
    return markThread(context, { userId }, { roomId, threadSeq, seq: seq - 1, back: true });
  }
  return { lastReadSeq: await context.readMarks.moveBack({ roomId, userId, seq: seq - 1 }) };
}
