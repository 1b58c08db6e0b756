import type { Message, Thread } from "@hubbub/ws-protocol";
import { useClient } from "../../client/use-client.ts";
import { useWatch } from "../../client/use-watch.ts";
import { useHasDraft } from "../../composer/use-has-draft.ts";
import { PersonFace } from "../../names/person-face.tsx";
import { showPanel } from "../../navigation/navigate.ts";
import { useRoute } from "../../navigation/use-route.ts";
import { DraftMark } from "../../rooms/draft-mark.tsx";
import { t } from "../../strings/t.ts";
import { useToday } from "../../ui/time/use-today.ts";
import { fullTime } from "../full-time.ts";
import { lastReply } from "./last-reply.ts";

/** Under a message: how much was answered in its thread, by whom and when last, what of it is new; a press opens it, or closes it. */
export function ThreadRow({
  message: { room_id, seq },
  thread,
  onOpen,
}: {
  message: Message;
  thread: Thread;
  onOpen: (rootSeq: number) => void;
}) {
  const route = useRoute();
  const today = useToday();
  const { threads } = useWatch(useClient().threads.state);
  const isOpen = route.page === "room" && route.panel === "thread" && route.about === seq;
  const hasDraft = useHasDraft({ roomId: room_id, threadSeq: seq });
  const news = threads.find(({ room, root }) => room.id === room_id && root.seq === seq)?.unread_count ?? 0;
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      onClick={() => (isOpen ? showPanel(undefined) : onOpen(seq))}
      className="-ms-2 my-0.5 flex h-8 max-w-full items-center gap-1.5 rounded-lg px-2 text-mid text-soft hover:bg-hover aria-pressed:bg-accent-soft touch:h-11"
    >
      <span className="flex shrink-0 gap-0.5">
        {thread.user_ids.slice(0, facesShown).map((userId) => (
          <PersonFace key={userId} userId={userId} said="" size={20} />
        ))}
      </span>
      <span className="shrink-0 font-name text-accent">{t.threads.replies(thread.reply_count)}</span>
      <time dateTime={thread.last_reply_at} title={fullTime(thread.last_reply_at)} className="truncate">
        {lastReply(thread.last_reply_at, today)}
      </time>
      {news > 0 && (
        <span className="flex shrink-0 items-center gap-1.5 font-name text-accent">
          <span aria-hidden className="size-1.75 rounded-full bg-accent forced-colors:bg-[CanvasText]" />
          {t.threads.news(news)}
        </span>
      )}
      {hasDraft && !isOpen && <DraftMark />}
    </button>
  );
}

const facesShown = 3;
