import type { Room } from "@hubbub/ws-protocol";
import { useMe } from "../../client/use-me.ts";
import { navigate } from "../../navigation/navigate.ts";
import { RoomFace } from "../../rooms/room-face.tsx";
import { roomTitle } from "../../rooms/room-title.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";

/** A room with what it is for. Opening one that is not one's own joins it. */
export function BrowseRow({ room, isMine }: { room: Room; isMine: boolean }) {
  const me = useMe();
  const title = roomTitle(room, me.id);
  // Announcements are read without joining.
  const isReadable = isMine || room.type === "announcement";
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <RoomFace room={room} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-name">{title}</p>
        <p className="truncate text-mid text-soft">
          {[peopleIn(room), room.topic].filter((text) => text !== "").join(" · ")}
        </p>
      </div>
      <Button
        look={isReadable ? "plain" : "accent"}
        aria-label={isReadable ? later.browse.openRoom(title) : later.browse.joinRoom(title)}
        onClick={() => navigate({ page: "room", roomId: room.id })}
      >
        {isReadable ? later.browse.open : later.browse.join}
      </Button>
    </li>
  );
}

function peopleIn(room: Room): string {
  if (room.member_count === 0) return room.type === "announcement" ? later.browse.news : later.browse.nobodyYet;
  return t.ui.peopleCount(room.member_count);
}
