import type { Room } from "@hubbub/ws-protocol";
import { useMe } from "../../client/use-me.ts";
import { navigate } from "../../navigation/navigate.ts";
import { RoomIcon } from "../../rooms/room-icon.tsx";
import { roomTitle } from "../../rooms/room-title.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-of.ts";

/** A room with what it is for. Opening one that is not one's own joins it. */
export function BrowseRow({ room, isMine }: { room: Room; isMine: boolean }) {
  const me = useMe();
  const title = roomTitle(room, me.id);
  // Announcements are read without joining.
  const action = isMine || room.type === "announcement" ? "Open" : "Join";
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <RoomIcon type={room.type} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-name">{title}</p>
        <p className="truncate text-mid text-soft">
          {[peopleIn(room), room.topic].filter((text) => text !== "").join(" · ")}
        </p>
      </div>
      <Button
        look={action === "Open" ? "plain" : "accent"}
        aria-label={`${action} ${title}`}
        onClick={() => navigate({ page: "room", roomId: room.id })}
      >
        {action}
      </Button>
    </li>
  );
}

function peopleIn(room: Room): string {
  if (room.member_count === 0) return room.type === "announcement" ? "News from the admins" : "Nobody yet";
  return countOf(room.member_count, "person", "people");
}
