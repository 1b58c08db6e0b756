import type { MemberRole, Room } from "@hubbub/ws-protocol";

/** Up to so many members anybody may; docs/protocol.md, *Unread messages and receipts*. */
const maxCalledByMembers = 50;

/** Whether one may call all of a room at once; `acting`: as what one looks after it. */
export function mayCallAll(room: Pick<Room, "type" | "member_count">, acting: MemberRole | undefined): boolean {
  if (room.type === "direct") return false;
  return acting === "owner" || acting === "admin" || (acting !== undefined && room.member_count <= maxCalledByMembers);
}
