import type { Room } from "@hubbub/ws-protocol";
import { useRoomTitle } from "./use-room-title.ts";

/** What a room is called now. */
export function RoomTitle({ room }: { room: Pick<Room, "type" | "name" | "people"> }) {
  return useRoomTitle(room);
}
