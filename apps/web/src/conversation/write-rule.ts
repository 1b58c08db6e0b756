import type { User } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";

/** Why one cannot write in a room; undefined where one can. */
export function writeRule(room: Room, me: User): string | undefined {
  if (room.archived_at !== undefined) return "This room is archived. It can be read, not written.";
  if (room.type === "announcement" && !me.admin) return "Only admins write announcements.";
  return undefined;
}
