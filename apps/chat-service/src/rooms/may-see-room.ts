import type { MemberRole, RoomType } from "@hubbub/ws-protocol";

/** Everyone may read public rooms and announcements; the others their members only, and to the rest they do not exist. */
export function maySeeRoom(kind: RoomType, role: MemberRole | undefined): boolean {
  return kind === "public" || kind === "announcement" || role !== undefined;
}
