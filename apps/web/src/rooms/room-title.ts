import type { Room } from "@hubbub/ws-protocol";
import type { NameOf } from "../names/use-name-of.ts";
import { t } from "../strings/t.ts";
import { peerOf } from "./peer-of.ts";

/** What a room is called here: a direct room by the other's name, one's own by who one is. */
export function roomTitle(
  room: Pick<Room, "type" | "name" | "people">,
  userId: number,
  nameOf: NameOf = (_, said) => said,
): string {
  if (room.type === "announcement") return room.name === "announcements" ? t.rooms.announcements : room.name;
  const peer = peerOf(room, userId);
  if (peer === undefined) return room.name;
  const name = nameOf(peer.user_id, peer.username);
  return peer.user_id === userId ? t.rooms.notes(name) : name;
}
