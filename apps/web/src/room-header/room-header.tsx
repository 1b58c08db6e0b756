import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { ChevronLeft, Users } from "lucide-react";
import { useMe } from "../client/use-me.ts";
import { navigate } from "../navigation/navigate.ts";
import type { PanelName } from "../navigation/route.ts";
import { isGone } from "../people/is-gone.ts";
import { loadPeoplePanel } from "../people/panel/load-people-panel.ts";
import { hasPeoplePane } from "../rooms/has-people-pane.ts";
import { peerOf } from "../rooms/peer-of.ts";
import { RoomMark } from "../rooms/room-mark.tsx";
import { useRoomTitle } from "../rooms/use-room-title.ts";
import { bareCount } from "../strings/formats.ts";
import { t } from "../strings/t.ts";
import { preload } from "../ui/later/use-loaded.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";
import { RoomMenu } from "./room-menu.tsx";

/** Which room it is, and what can be done with it; of a direct conversation, whether the other is here. */
export function RoomHeader({
  room,
  role,
  panel,
  onPanel,
  onDays,
  isAway,
  note,
  present,
}: {
  room: Room | undefined;
  role: MemberRole | undefined;
  /** What is open beside the conversation. */
  panel: PanelName | undefined;
  onPanel: (name: PanelName) => void;
  /** Asks for another day to look at. */
  onDays: (at: DOMRect) => void;
  isAway: boolean;
  /** Said softly after the name, on a phone under it. */
  note: string;
  /** How many have it open. */
  present: number;
}) {
  const me = useMe();
  const isPhone = useMedia(phoneWidth);
  const title = useRoomTitle(room) ?? "";
  // That somebody began in `general` is told to nobody: they show when they are there.
  const members = Math.max(room?.member_count ?? 0, room?.type === "public" ? present : 0);
  const peer = room === undefined ? undefined : peerOf(room, me.id);
  const acted =
    peer === undefined || peer.user_id === me.id || isGone(peer.username)
      ? undefined
      : { userId: peer.user_id, username: peer.username, name: title };
  const people = t.ui.peopleCount(members);
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pe-4 ps-6 phone:gap-1.5 phone:pe-2 phone:ps-1 tight:h-auto tight:flex-wrap tight:py-1">
      {isPhone && <IconButton icon={ChevronLeft} label={t.ui.backToRooms} onClick={() => navigate({ page: "home" })} />}
      {room !== undefined && (
        <>
          <RoomMark room={room} size={17} />
          <div className="flex min-w-0 flex-1 items-baseline gap-3.5 phone:block tight:order-last tight:basis-full tight:ps-2">
            <h1
              className="max-w-[60%] shrink-0 truncate text-base phone:max-w-none phone:leading-tight tight:line-clamp-4 tight:wrap-anywhere tight:whitespace-normal"
              title={title}
            >
              {title}
            </h1>
            {note !== "" && (
              <p className="min-w-0 truncate text-mid text-soft phone:text-small phone:leading-tight" title={note}>
                {note}
              </p>
            )}
          </div>
          {!isAway && hasPeoplePane(room) && (
            <button
              type="button"
              title={people}
              aria-label={people}
              aria-pressed={isPhone ? undefined : panel === "people"}
              data-opens="people"
              onPointerEnter={near}
              onFocus={near}
              onClick={() => onPanel("people")}
              className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2 tight:ms-auto text-mid text-soft hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink touch:h-11 touch:min-w-11"
            >
              <Users size={17} aria-hidden />
              {bareCount(members)}
            </button>
          )}
          {(!isAway || acted !== undefined) && (
            <RoomMenu room={room} role={role} peer={acted} onDays={isAway ? undefined : onDays} />
          )}
        </>
      )}
    </header>
  );
}

const near = () => preload(loadPeoplePanel);
