import type { MyRoom } from "@hubbub/client";
import { PageLink } from "../navigation/page-link.tsx";
import { RoomIcon } from "./room-icon.tsx";

/** A room in the list. */
export function RoomLink({ room, isOpen }: { room: MyRoom; isOpen: boolean }) {
  const look = isOpen ? "bg-accent-soft font-name text-ink" : "text-soft hover:bg-hover hover:text-ink";
  return (
    <li>
      <PageLink
        to={{ page: "room", roomId: room.id }}
        aria-current={isOpen ? "page" : undefined}
        className={`flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 touch:h-11 ${look}`}
      >
        <RoomIcon type={room.type} />
        <span className="truncate">{room.name}</span>
      </PageLink>
    </li>
  );
}
