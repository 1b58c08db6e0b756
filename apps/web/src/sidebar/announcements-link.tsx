import { announcementsRoomId } from "@hubbub/ws-protocol";
import { PageLink } from "../navigation/page-link.tsx";
import { RoomIcon } from "../rooms/room-icon.tsx";
import { UnreadBadge } from "../rooms/unread-badge.tsx";
import { t } from "../strings/t.ts";

/** The announcements, for those who are no member of their room: everyone reads them. */
export function AnnouncementsLink({ isOpen, isUnread }: { isOpen: boolean; isUnread: boolean }) {
  return (
    <li>
      <PageLink
        to={{ page: "room", roomId: announcementsRoomId }}
        aria-current={isOpen ? "page" : undefined}
        data-unread={isUnread ? 0 : undefined}
        className={`flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 touch:h-11 ${isOpen || isUnread ? "font-name text-ink" : "text-soft hover:text-ink"} ${isOpen ? "bg-accent-soft" : "hover:bg-hover"}`}
      >
        <RoomIcon type="announcement" />
        <span className="truncate">{t.rooms.announcements}</span>
        <UnreadBadge unread={{ isUnread, count: 0 }} what="message" />
      </PageLink>
    </li>
  );
}
