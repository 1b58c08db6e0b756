import { spendChange } from "../../fair-use/fair-use.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { MessageContext } from "../message-context.ts";
import { findRootAsMember, type ThreadWanted } from "./find-root.ts";
import { setFollowing } from "./thread-queries.ts";

/**
 * Follows the thread of a message, or no more. Throws `rate_limited`, `room_not_found`, `forbidden` (not a member),
 * `message_not_found`, `invalid_argument` for a reply.
 */
export async function followThread(
  context: Pick<MessageContext, "db" | "fairUse" | "seeRoom">,
  { userId }: Pick<Actor, "userId">,
  { roomId, seq, on }: ThreadWanted & { readonly on: boolean },
): Promise<void> {
  spendChange(context.fairUse, { userId });
  await findRootAsMember(context, userId, { roomId, seq });
  await setFollowing(context.db, { roomId, rootSeq: seq, userId }, on);
}
