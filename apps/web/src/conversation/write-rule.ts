import type { MemberRole, Room } from "@hubbub/ws-protocol";

/** Why one cannot write in a room; undefined where one can. */
export function writeRule(room: Room, role: MemberRole | undefined): string | undefined {
  if (room.archived_at !== undefined) return "This room is archived. It can be read, not written.";
  const leads = role === "owner" || role === "admin";
  if (room.type === "announcement" && !leads) return "Only admins write announcements.";
  return undefined;
}
