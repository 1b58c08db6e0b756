import type { MyRoom } from "@hubbub/client";

export interface Unread {
  /** Something here is new: weight and a dot. */
  readonly isUnread: boolean;
  /** What calls for oneself, as a number: mentions, and all of a direct conversation. */
  readonly count: number;
}

type Counted = Pick<MyRoom, "type" | "people" | "unread_count" | "mention_count">;

/** How a room calls for attention. What came from somebody before one blocked them does so no more. */
export function unreadOf(room: Counted, isBlocked: (userId: number) => boolean): Unread {
  if (room.people.some(({ user_id }) => isBlocked(user_id))) return { isUnread: false, count: 0 };
  const count = room.type === "direct" ? room.unread_count : room.mention_count;
  return { isUnread: room.unread_count > 0 || count > 0, count };
}
