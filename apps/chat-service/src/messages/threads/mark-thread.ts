import type { Actor } from "../../room-log/actor.ts";
import type { MessageContext } from "../message-context.ts";
import { findRootAsMember } from "./find-root.ts";
import { moveThreadMark } from "./thread-queries.ts";

/** Up to where somebody says to have read a thread, or, with `back`, from before where it is unread again. */
export interface ThreadMark {
  readonly roomId: number;
  readonly threadSeq: number;
  readonly seq: number;
  readonly back: boolean;
}

/**
 * Moves the actor's place in a thread, for all their devices; answers where it then stands. Throws `room_not_found`,
 * `forbidden` (not a member), `message_not_found`, `invalid_argument` for a reply.
 */
export async function markThread(
  context: Pick<MessageContext, "db" | "seeRoom" | "tellThreadRead">,
  { userId }: Pick<Actor, "userId">,
  { roomId, threadSeq, seq, back }: ThreadMark,
): Promise<{ readonly lastReadSeq: number }> {
  await findRootAsMember(context, userId, { roomId, seq: threadSeq }, "thread_seq");
  const { lastReadSeq, moved } = await moveThreadMark(context.db, { roomId, rootSeq: threadSeq, userId, seq, back });
  if (moved) context.tellThreadRead({ roomId, threadSeq, userId, lastReadSeq, isBack: back });
  return { lastReadSeq };
}
