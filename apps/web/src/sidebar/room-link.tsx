import type { MyRoom } from "@hubbub/client";
import { memo } from "react";
import { useIsBlocked } from "../client/use-is-blocked.ts";
import { PageLink } from "../navigation/page-link.tsx";
import { DraftMark } from "../rooms/draft-mark.tsx";
import { RoomMark } from "../rooms/room-mark.tsx";
import { useRoomTitle } from "../rooms/use-room-title.ts";
import { UnreadBadge } from "../rooms/unread-badge.tsx";
import { unreadOf } from "../rooms/unread-of.ts";

/** A room or a direct conversation in the list; what is unread stands out by weight. Of thousands only those that change are drawn again. */
export const RoomLink = memo(function RoomLink({
  room,
  isOpen,
  hasDraft,
}: {
  room: MyRoom;
  isOpen: boolean;
  /** One has begun to write there. */
  hasDraft: boolean;
}) {
  const unread = unreadOf(room, useIsBlocked());
  const title = useRoomTitle(room);
  const wordsId = `presence-${room.id}`;
  const weight = isOpen || unread.isUnread ? "font-name text-ink" : "text-soft hover:text-ink";
  return (
    <li>
      <PageLink
        to={{ page: "room", roomId: room.id }}
        aria-current={isOpen ? "page" : undefined}
        title={title}
        aria-describedby={room.type === "direct" ? wordsId : undefined}
        data-unread={unread.isUnread ? unread.count : undefined}
        className={`flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 touch:h-11 ${weight} ${isOpen ? "bg-accent-soft" : "hover:bg-hover"}`}
      >
        <RoomMark room={room} wordsId={wordsId} />
        <span className="min-w-0 truncate">{title}</span>
        <span className="ms-auto flex shrink-0 items-center gap-1.5 empty:hidden">
          {hasDraft && !isOpen && <DraftMark />}
          <UnreadBadge unread={unread} what={room.type === "direct" ? "message" : "mention"} />
        </span>
      </PageLink>
    </li>
  );
});
