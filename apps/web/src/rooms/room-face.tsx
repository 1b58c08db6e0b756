import type { Room } from "@hubbub/ws-protocol";
import { FacePicture } from "../ui/face-picture.tsx";
import { RoomIcon } from "./room-icon.tsx";

/** A room's picture over the icon of its kind, or that alone. */
export function RoomFace({ room, size = 15 }: { room: Pick<Room, "type" | "avatar_url">; size?: number }) {
  const icon = <RoomIcon type={room.type} size={size} />;
  if (!room.avatar_url) return icon;
  return (
    <span className="relative grid size-6 shrink-0 place-items-center rounded-[0.4375rem] bg-hover">
      {icon}
      <FacePicture url={room.avatar_url} />
    </span>
  );
}
