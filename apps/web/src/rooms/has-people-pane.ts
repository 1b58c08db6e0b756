import type { Room } from "@hubbub/ws-protocol";

/** Rooms with members to look after: direct conversations have their two, announcements are everybody's. */
export function hasPeoplePane({ type }: Pick<Room, "type">): boolean {
  return type === "public" || type === "private";
}
