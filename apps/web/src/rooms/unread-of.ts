import type { MyRoom } from "@hubbub/client";

export interface Unread {
  /** Something here is new: weight and a dot. */
  readonly isUnread: boolean;
  /** What calls for oneself, as a number: mentions, and all of a direct conversation. */
  readonly count: number;
}

/** How a room calls for attention. */
export function unreadOf(room: Pick<MyRoom, "type" | "unread_count" | "mention_count">): Unread {
  const count = room.type === "direct" ? room.unread_count : room.mention_count;
  return { isUnread: room.unread_count > 0 || count > 0, count };
}
