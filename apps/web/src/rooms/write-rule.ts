import type { Room } from "@hubbub/ws-protocol";
import { t } from "../strings/t.ts";

/** Why one cannot write in a room; undefined where one can. `isServerAdmin`: one looks after this hubbub. */
export function writeRule(room: Room, isServerAdmin: boolean): string | undefined {
  if (room.archived_at !== undefined) return t.rooms.rules.archived;
  if (room.type === "announcement" && !isServerAdmin) return t.rooms.rules.onlyAdmins;
  return undefined;
}
