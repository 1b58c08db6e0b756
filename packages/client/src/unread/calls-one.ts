import { mentions } from "@hubbub/markup";
import type { Message } from "@hubbub/ws-protocol";
import type { Me } from "./me.ts";

/**
 * Whether a message calls for oneself, by name or with all of the room, unless one has blocked its author. Where the server
 * does not say whom it calls (before 1.4, or when it could not find out) its names count as they stand.
 */
export function callsOne(
  { content, mentions: called, user_id }: Pick<Message, "content" | "mentions" | "user_id">,
  { userId, username, isBlocked }: Me,
): boolean {
  const isCalled =
    called === undefined ? mentions(content, username) : called.room !== undefined || called.user_ids.includes(userId);
  return isCalled && !isBlocked(user_id);
}
