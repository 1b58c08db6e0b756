import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { ChevronLeft } from "lucide-react";
import { useMe } from "../client/use-me.ts";
import { navigate } from "../navigation/navigate.ts";
import type { PeoplePane } from "../people/use-people-pane.ts";
import { hasPeoplePane } from "../rooms/has-people-pane.ts";
import { RoomMark } from "../rooms/room-mark.tsx";
import { roomTitle } from "../rooms/room-title.ts";
import { Button } from "../ui/button.tsx";
import { countOf } from "../ui/count-of.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";
import { RoomMenu } from "./room-menu.tsx";

/** Which room it is, and what can be done with it; of a direct conversation, whether the other is here. */
export function RoomHeader({
  room,
  role,
  pane,
  isAway,
  note,
}: {
  room: Room | undefined;
  role: MemberRole | undefined;
  pane: PeoplePane;
  isAway: boolean;
  /** Said softly after the name. */
  note: string;
}) {
  const me = useMe();
  const isPhone = useMedia(phoneWidth);
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pr-4 pl-5 phone:gap-1.5 phone:pr-2 phone:pl-1">
      {isPhone && <IconButton icon={ChevronLeft} label="Back to rooms" onClick={() => navigate({ page: "home" })} />}
      {room !== undefined && (
        <>
          <RoomMark room={room} size={17} />
          <h1
            className="max-w-[60%] shrink-0 truncate text-base phone:max-w-none phone:shrink"
            title={roomTitle(room, me.id)}
          >
            {roomTitle(room, me.id)}
          </h1>
          {(!isPhone || room.type === "direct") && (
            <p className="ml-1.5 min-w-0 truncate text-mid text-soft" title={note}>
              {note}
            </p>
          )}
          <span className="flex-1" />
          {!isAway && hasPeoplePane(room) && (
            <>
              <Button className="text-soft" aria-pressed={isPhone ? undefined : pane.isShown} onClick={pane.toggle}>
                {countOf(room.member_count, "person", "people")}
              </Button>
              <RoomMenu room={room} role={role} />
            </>
          )}
        </>
      )}
    </header>
  );
}
