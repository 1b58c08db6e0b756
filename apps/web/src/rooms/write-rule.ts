import type { Room } from "@hubbub/ws-protocol";

/** Why one cannot write in a room; undefined where one can. `isServerAdmin`: one looks after this hubbub. */
export function writeRule(room: Room, isServerAdmin: boolean): string | undefined {
  if (room.archived_at !== undefined) return "This room is archived. It can be read, not written.";
  if (room.type === "announcement" && !isServerAdmin) return "Only admins write here.";
  return undefined;
}
