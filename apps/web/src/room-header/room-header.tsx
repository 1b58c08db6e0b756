import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { ChevronLeft, Files, Pin, Search, Users } from "lucide-react";
import { useMe } from "../client/use-me.ts";
import { navigate } from "../navigation/navigate.ts";
import type { PanelName } from "../navigation/route.ts";
import { LaterPresence } from "../names/presence/later-presence.tsx";
import { isGone } from "../people/is-gone.ts";
import { hasPeoplePane } from "../rooms/has-people-pane.ts";
import { peerOf } from "../rooms/peer-of.ts";
import { RoomMark } from "../rooms/room-mark.tsx";
import { useRoomTitle } from "../rooms/use-room-title.ts";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";
import { PanelButton } from "./panel-button.tsx";
import { RoomMenu } from "./room-menu.tsx";

/** Which room it is, and what can be done with it; of a direct conversation, whether the other is here. */
export function RoomHeader({
  room,
  role,
  panel,
  onPanel,
  onNear,
  pinned,
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
  /** A panel may be opened soon. */
  onNear: (name: PanelName) => void;
  /** What is pinned; undefined where that is not known. */
  pinned: readonly number[] | undefined;
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
  const hasPins = !isAway && pinned !== undefined;
  const buttons = { panel, onPanel, onNear };
  return (
    <header className="@container flex h-14 shrink-0 items-center gap-2 border-b border-line pe-4 ps-6 phone:gap-1.5 phone:pe-2 phone:ps-1 tight:h-auto tight:flex-wrap tight:py-1">
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
            {(acted !== undefined || note !== "") && (
              <p className="min-w-0 truncate text-mid text-soft phone:text-small phone:leading-tight" title={note}>
                {acted === undefined ? note : <LaterPresence userId={acted.userId} instead={note} />}
              </p>
            )}
          </div>
          {hasPins && !isPhone && (
            <PanelButton
              name="pins"
              icon={Pin}
              label={t.pins.count(pinned.length)}
              count={pinned.length}
              {...buttons}
            />
          )}
          {!isAway && !isPhone && <PanelButton name="files" icon={Files} label={t.files.title} {...buttons} />}
          {!isAway && hasPeoplePane(room) && (
            <PanelButton name="people" icon={Users} label={people} count={members} {...buttons} />
          )}
          {!isAway && <PanelButton name="search" icon={Search} label={t.roomHeader.search} letter="F" {...buttons} />}
          {(!isAway || acted !== undefined) && (
            <RoomMenu
              room={room}
              role={role}
              peer={acted}
              onDays={isAway ? undefined : onDays}
              panels={isPhone && !isAway ? (hasPins ? ["pins", "files"] : ["files"]) : []}
              onPanel={onPanel}
            />
          )}
        </>
      )}
    </header>
  );
}
