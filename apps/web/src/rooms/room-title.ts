import type { Room } from "@hubbub/ws-protocol";
import { t } from "../strings/t.ts";
import { peerOf } from "./peer-of.ts";

/** What a room is called here: a direct room by the other's name, one's own by who one is. */
export function roomTitle(room: Pick<Room, "type" | "name" | "people">, userId: number): string {
  if (room.type === "announcement") return room.name === "announcements" ? t.rooms.announcements : room.name;
  const peer = peerOf(room, userId);
  if (peer === undefined) return room.name;
  return peer.user_id === userId ? t.rooms.notes(peer.username) : peer.username;
}
