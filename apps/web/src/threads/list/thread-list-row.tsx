import type { MyThread } from "@hubbub/client";
import { useHasDraft } from "../../composer/use-has-draft.ts";
import { filesWords } from "../../files/files-words.ts";
import { beginningOf } from "../../markup/beginning-of.ts";
import { Named } from "../../names/named.tsx";
import { PersonFace } from "../../names/person-face.tsx";
import { PageLink } from "../../navigation/page-link.tsx";
import { DraftMark } from "../../rooms/draft-mark.tsx";
import { RoomName } from "../../rooms/room-name.tsx";
import { UnreadBadge } from "../../rooms/unread-badge.tsx";
import { t } from "../../strings/t.ts";
import { momentWords } from "../../ui/time/moment-words.ts";
import { useToday } from "../../ui/time/use-today.ts";

/** A thread that one follows: where it is, how it began, and what of it is new. Leads to it. */
export function ThreadListRow({ thread: { room, root, unread_count, mention_count } }: { thread: MyThread }) {
  const isUnread = unread_count > 0;
  const today = useToday();
  const hasDraft = useHasDraft({ roomId: room.id, threadSeq: root.seq });
  return (
    <li>
      <PageLink
        to={{ page: "room", roomId: room.id, panel: "thread", about: root.seq }}
        data-unread={isUnread ? unread_count : undefined}
        className="block rounded-lg px-3 py-2.5 hover:bg-hover"
      >
        <span className="flex items-baseline gap-2 text-small text-soft">
          <span className="min-w-0 flex-1 truncate">
            <RoomName room={room} />
          </span>
          {root.thread !== undefined && (
            <time dateTime={root.thread.last_reply_at} className="shrink-0">
              {momentWords(root.thread.last_reply_at, today)}
            </time>
          )}
        </span>
        <span className="mt-1 flex items-center gap-2">
          <PersonFace userId={root.user_id} said={root.username} size={24} />
          <span className={`min-w-0 flex-1 truncate ${isUnread ? "" : "text-soft"}`}>
            <span className="font-name text-ink">
              <Named userId={root.user_id} said={root.username} />
            </span>{" "}
            {root.deleted_at === undefined ? (
              beginningOf(root.content) || filesWords(root.attachments ?? [])
            ) : (
              <i>{t.messages.deleted}</i>
            )}
          </span>
          {hasDraft && <DraftMark />}
          <UnreadBadge unread={{ isUnread, count: mention_count }} what="mention" />
        </span>
        <span className="mt-0.5 flex gap-2 ps-8 text-small text-soft">
          {t.threads.replies(root.thread?.reply_count ?? 0)}
          {isUnread && <span className="font-name text-accent">{t.threads.news(unread_count)}</span>}
        </span>
      </PageLink>
    </li>
  );
}
