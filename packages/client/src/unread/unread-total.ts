import type { MyRoom } from "../rest/rooms-api.ts";
import type { Me } from "./me.ts";

/** What badges and the title of a window show. */
export interface UnreadTotal {
  /** Rooms with anything unread. */
  readonly rooms: number;
  /** Unread messages that are meant for oneself: direct ones, and those that mention one. */
  readonly alerts: number;
}

export function unreadTotal(rooms: readonly MyRoom[], isBlocked: Me["isBlocked"]): UnreadTotal {
  return rooms
    .filter((room) => !isWithBlocked(room, isBlocked))
    .reduce(
      (total, { type, unread_count, mention_count }) => ({
        rooms: total.rooms + (unread_count > 0 ? 1 : 0),
        alerts: total.alerts + (type === "direct" ? unread_count : mention_count),
      }),
      { rooms: 0, alerts: 0 },
    );
}

/** A direct room with somebody whom one has blocked: what came before that is nothing to be called for any more. */
function isWithBlocked({ people }: MyRoom, isBlocked: Me["isBlocked"]): boolean {
  return people.some(({ user_id }) => isBlocked(user_id));
}
