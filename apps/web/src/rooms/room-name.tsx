import type { Room } from "@hubbub/ws-protocol";
import { RoomIcon } from "./room-icon.tsx";
import { RoomTitle } from "./room-title-text.tsx";

/** A room within a line of text: its icon and what it is called; a direct conversation has none. */
export function RoomName({ room }: { room: Pick<Room, "type" | "name" | "people"> }) {
  return (
    <>
      {room.type !== "direct" && (
        <span aria-hidden className="me-0.5 inline-block align-[-0.1em]">
          <RoomIcon type={room.type} size={12} />
        </span>
      )}
      <bdi>
        <RoomTitle room={room} />
      </bdi>
    </>
  );
}
