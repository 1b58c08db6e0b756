import type { MyRoom } from "@hubbub/client";
import { announcementsRoomId } from "@hubbub/ws-protocol";
import { Compass, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { useNameOf } from "../names/use-name-of.ts";
import { useWatch } from "../client/use-watch.ts";
import { PageLink } from "../navigation/page-link.tsx";
import { peerOf } from "../rooms/peer-of.ts";
import { draftedRooms } from "../storage/drafted-rooms.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { isComposing } from "../ui/is-composing.ts";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../ui/waiting/skeleton-lines.tsx";
import { AnnouncementsLink } from "./announcements-link.tsx";
import { RoomLink } from "./room-link.tsx";
import { ThreadsLink } from "./threads-link.tsx";
import { toSections } from "./to-sections.ts";

/**
 * One's rooms, then one's direct conversations. What stands below the rooms comes with them, so that nothing is pushed down.
 * The arrow keys go from one to the next.
 */
export function RoomList({
  openRoomId,
  hasNews,
  isBrowsing,
  isInThreads,
  onNewRoom,
  onNewDirect,
}: {
  openRoomId: number | undefined;
  hasNews: boolean;
  isBrowsing: boolean;
  isInThreads: boolean;
  onNewRoom: () => void;
  onNewDirect: () => void;
}) {
  const { myRooms } = useClient();
  const me = useMe();
  const { status, error, extent, rooms } = useWatch(myRooms.state);
  const nameOf = useNameOf(rooms.flatMap((room) => peerOf(room, me.id)?.user_id ?? []));
  const sections = useMemo(() => toSections(rooms, me.id, openRoomId, nameOf), [rooms, me.id, openRoomId, nameOf]);
  const drafted = useWatch(useMemo(() => draftedRooms(me.id), [me.id]));
  const links = (list: readonly MyRoom[]) =>
    list.map((room) => (
      <RoomLink key={room.id} room={room} isOpen={room.id === openRoomId} hasDraft={drafted.has(room.id)} />
    ));
  return (
    <div onKeyDown={moveFocus}>
      <ThreadsLink isOpen={isInThreads} />
      <section aria-labelledby="rooms-title">
        <SectionTitle
          id="rooms-title"
          title={t.sidebar.rooms}
          action={<IconButton icon={Plus} label={t.ui.newRoom} onClick={onNewRoom} className="size-7" />}
        />
        {status === "loading" && (
          <Delayed>
            <SkeletonLines label={t.sidebar.loading} widths={[55, 70, 45, 62]} />
          </Delayed>
        )}
        {error !== undefined && extent === "part" && (
          <div role="status" className="px-2.5 py-1 text-mid text-soft">
            {status === "failed" ? t.sidebar.notLoaded : t.sidebar.notAllLoaded}{" "}
            {error.retryable && `${t.sidebar.triesAgain} `}
            <Button look="text" onClick={() => void myRooms.load()}>
              {t.ui.tryNow}
            </Button>
          </div>
        )}
        {status === "ready" && extent === "whole" && sections.rooms.length === 0 && (
          <p className="px-2.5 py-1 text-mid text-soft">{t.sidebar.noRoom}</p>
        )}
        <ul hidden={status === "loading"}>
          {links(sections.rooms)}
          {status === "ready" && !rooms.some(({ id }) => id === announcementsRoomId) && (
            <AnnouncementsLink isOpen={openRoomId === announcementsRoomId} isUnread={hasNews} />
          )}
        </ul>
        <PageLink
          to={{ page: "browse" }}
          hidden={status === "loading"}
          aria-current={isBrowsing ? "page" : undefined}
          className={`flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 touch:h-11 ${isBrowsing ? "bg-accent-soft font-name text-ink" : "text-soft hover:bg-hover hover:text-ink"}`}
        >
          <Compass size={15} aria-hidden />
          {t.ui.browseRooms}
        </PageLink>
      </section>
      <section aria-labelledby="directs-title" hidden={status === "loading"} className="mt-2">
        <SectionTitle
          id="directs-title"
          title={t.sidebar.directs}
          action={<IconButton icon={Plus} label={t.ui.newMessage} onClick={onNewDirect} className="size-7" />}
        />
        <ul>{links(sections.directs)}</ul>
        {status === "ready" && extent === "whole" && sections.directs.length === 0 && (
          <button
            type="button"
            onClick={onNewDirect}
            className="flex h-8.5 w-full items-center rounded-lg px-2.5 text-start text-soft hover:bg-hover hover:text-ink touch:h-11"
          >
            {t.sidebar.writeToSomeone}
          </button>
        )}
        {extent === "cut" && <p className="px-2.5 py-1 text-small text-soft">{t.sidebar.latest(rooms.length)}</p>}
      </section>
    </div>
  );
}

function SectionTitle({ id, title, action }: { id: string; title: string; action?: ReactNode }) {
  return (
    <div className="flex h-9 items-center justify-between pe-1 ps-2 pt-1 touch:h-11">
      <h2 id={id} className="text-small text-soft">
        {title}
      </h2>
      {action}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (isComposing(event)) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href]")];
  const at = links.findIndex((link) => link === document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
