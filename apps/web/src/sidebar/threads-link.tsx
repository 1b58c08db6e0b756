import { MessagesSquare } from "lucide-react";
import { useClient } from "../client/use-client.ts";
import { useWatch } from "../client/use-watch.ts";
import { PageLink } from "../navigation/page-link.tsx";
import { UnreadBadge } from "../rooms/unread-badge.tsx";
import { t } from "../strings/t.ts";

/** The threads that one follows, and whether something in them is new; nothing where the server knows none. */
export function ThreadsLink({ isOpen }: { isOpen: boolean }) {
  const { status, unreadCount, mentionCount } = useWatch(useClient().threads.state);
  if (status === "missing") return null;
  const isUnread = unreadCount > 0;
  return (
    <PageLink
      to={{ page: "threads" }}
      aria-current={isOpen ? "page" : undefined}
      data-unread={isUnread ? mentionCount : undefined}
      className={`flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 touch:h-11 ${isOpen || isUnread ? "font-name text-ink" : "text-soft hover:text-ink"} ${isOpen ? "bg-accent-soft" : "hover:bg-hover"}`}
    >
      <MessagesSquare size={15} aria-hidden />
      {t.threads.threads}
      <UnreadBadge unread={{ isUnread, count: mentionCount }} what="mention" />
    </PageLink>
  );
}
