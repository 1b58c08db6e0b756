import type { MemberRole, Room } from "@hubbub/ws-protocol";

/** As what one looks after a room: a server admin as an owner would, in every room that is not direct. */
export function actingRole(
  room: Pick<Room, "type"> | undefined,
  role: MemberRole | undefined,
  isServerAdmin: boolean,
): MemberRole | undefined {
  return isServerAdmin && room !== undefined && room.type !== "direct" ? "owner" : role;
}
