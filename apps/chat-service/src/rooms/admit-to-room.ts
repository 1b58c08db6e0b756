import { AppError } from "@hubbub/errors";
import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { bannedError } from "./banned-error.ts";
import { maySeeRoom } from "./may-see-room.ts";

/**
 * Why a socket may not read a room, if it may not: `room_not_found`, `forbidden` for who is banned, or MembershipNeeded for a public room that takes
 * everyone. Announcements and archived rooms are read without becoming a member.
 */
export function admitToRoom(
  room: Room | undefined,
  { role, banned }: { readonly role: MemberRole | undefined; readonly banned: boolean },
): Error | undefined {
  if (room === undefined || !maySeeRoom(room.type, role)) {
    return new AppError("room_not_found", undefined, { field: "room_id" });
  }
  if (banned && role === undefined) return bannedError();
  const takesAll = room.type === "public" && room.archived_at === undefined;
  return takesAll && role === undefined ? new MembershipNeeded() : undefined;
}

/** The room may be read by members only, and takes whoever asks: become one and try again. */
export class MembershipNeeded extends Error {
  override readonly name = "MembershipNeeded";
}
