import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { ChevronLeft } from "lucide-react";
import { navigate } from "../navigation/navigate.ts";
import { RoomIcon } from "../sidebar/room-icon.tsx";
import { Button } from "../ui/button.tsx";
import { countOf } from "../ui/count-of.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";
import { RoomMenu } from "./room-menu.tsx";
import type { PeoplePane } from "./use-people-pane.ts";

/** Which room it is, and what can be done with it. */
export function ConversationHeader({
  room,
  role,
  pane,
  isAway,
}: {
  room: Room | undefined;
  role: MemberRole | undefined;
  pane: PeoplePane;
  isAway: boolean;
}) {
  const isPhone = useMedia(phoneWidth);
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pr-4 pl-5 phone:gap-1 phone:pr-2 phone:pl-1">
      {isPhone && <IconButton icon={ChevronLeft} label="Back to rooms" onClick={() => navigate({ page: "home" })} />}
      {room !== undefined && (
        <>
          <RoomIcon type={room.type} size={17} />
          <h1 className="max-w-[60%] shrink-0 truncate text-base phone:max-w-none phone:shrink" title={room.name}>
            {room.name}
          </h1>
          {!isPhone && (
            <p className="ml-1.5 min-w-0 truncate text-mid text-soft" title={room.topic}>
              {room.topic}
            </p>
          )}
          <span className="flex-1" />
          {!isAway && (
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
