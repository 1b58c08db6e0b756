import { bareCount } from "../strings/formats.ts";
import { t } from "../strings/t.ts";
import type { Unread } from "./unread-of.ts";

/** A number for what calls for oneself, a dot for what is only new, nothing otherwise. */
export function UnreadBadge({ unread, what }: { unread: Unread; what: "mention" | "message" }) {
  if (unread.count > 0) {
    return (
      <span className="ms-auto grid h-4.75 min-w-4.75 shrink-0 place-items-center rounded-full bg-accent px-1.5 forced-colors:border pt-px text-tiny leading-none font-bold text-on-accent">
        <span aria-hidden>{unread.count > 99 ? `${bareCount(99)}+` : bareCount(unread.count)}</span>
        <span className="sr-only">
          {what === "mention" ? t.rooms.unreadMentions(unread.count) : t.rooms.unreadMessages(unread.count)}
        </span>
      </span>
    );
  }
  if (!unread.isUnread) return null;
  return (
    <span className="me-1.5 ms-auto size-1.75 shrink-0 rounded-full bg-ink forced-colors:bg-[CanvasText]">
      <span className="sr-only">{t.rooms.unread}</span>
    </span>
  );
}
