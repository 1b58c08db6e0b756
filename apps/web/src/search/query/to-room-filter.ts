import type { Room } from "@hubbub/ws-protocol";
import { peerOf } from "../../rooms/peer-of.ts";

/** What `in:` calls a room: a direct conversation by the other's username. */
export function toRoomFilter(room: Pick<Room, "type" | "name" | "people">, userId: number): string {
  const peer = peerOf(room, userId);
  return peer === undefined ? room.name : `@${peer.username}`;
}
