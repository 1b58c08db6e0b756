import type { PresenceList } from "../../presence/presence.ts";
import { renameFields } from "../../dialect/rename-fields.ts";

/** `room_users`: the list first, as clients of this dialect expect it, then which room it is of. */
export function roomUsersEvent(roomId: number, { users, userCount }: PresenceList) {
  return ["room_users", renameFields(users), { roomId, userCount }] as const;
}
