import type { RoomSnapshot } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { peerOf } from "../rooms/peer-of.ts";
import { t } from "../strings/t.ts";

/**
 * What stands after a room's name: its topic; of a direct conversation that the other has it open too, which is all that
 * is known of them.
 */
export function headerNote(room: Room | undefined, state: Pick<RoomSnapshot, "people">, userId: number): string {
  if (room === undefined) return "";
  const peer = peerOf(room, userId);
  if (peer === undefined) return room.topic;
  if (peer.user_id === userId) return t.roomHeader.onlyYou;
  return state.people.some((person) => person.user_id === peer.user_id) ? t.roomHeader.hereNow : "";
}
