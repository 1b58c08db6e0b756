import { AppError } from "@hubbub/errors";
import { seqForm } from "@hubbub/ws-protocol";
import type { Actor } from "../room-log/actor.ts";
import type { MessageContext } from "./message-context.ts";

/**
 * Moves the actor's read mark of a room forward, to the room's head at most, for all their devices. Answers where it then
 * stands. Throws `invalid_argument` naming `seq`, `forbidden` for one who is no member, `room_not_found`.
 */
export async function markRead(
  { readMarks }: Pick<MessageContext, "readMarks">,
  { userId }: Pick<Actor, "userId">,
  { roomId, seq }: { readonly roomId: number; readonly seq: number },
): Promise<{ readonly lastReadSeq: number }> {
  if (!Number.isSafeInteger(seq) || seq < 0) {
    throw new AppError("invalid_argument", `seq must be ${seqForm}`, { field: "seq" });
  }
  return { lastReadSeq: await readMarks.move({ roomId, userId, seq }) };
}
