import { AppError } from "@hubbub/errors";
import { idForm } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import type { MessageContext } from "./message-context.ts";

/**
 * Sets the actor's read mark of a room back to before `seq`, for all their devices; never forward. Answers where it then
 * stands. Throws `invalid_argument` naming `seq`, `forbidden` for one who is no member, `room_not_found`, `rate_limited`.
 */
export async function markUnread(
  { readMarks, fairUse }: Pick<MessageContext, "readMarks" | "fairUse">,
  { userId }: Pick<Actor, "userId">,
  { roomId, seq }: { readonly roomId: number; readonly seq: number },
): Promise<{ readonly lastReadSeq: number }> {
  if (!Number.isSafeInteger(seq) || seq < 1) {
    throw new AppError("invalid_argument", `seq must be ${idForm}`, { field: "seq" });
  }
  // Whose place moves asks anew what is unread there.
  spendRead(fairUse, userId);
  return { lastReadSeq: await readMarks.moveBack({ roomId, userId, seq: seq - 1 }) };
}
