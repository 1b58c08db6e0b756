import type { Conversation, RoomSnapshot } from "@hubbub/client";
import { useCallback } from "react";
import type { Message } from "@hubbub/ws-protocol";
import { MessageActionsHost } from "../messages/actions/message-actions-host.tsx";
import { useRoute } from "../navigation/use-route.ts";
import { MessageList } from "../timeline/message-list.tsx";
import type { Place } from "../timeline/place/use-place.ts";
import { afterFirstShow } from "../ui/later/after-first-show.ts";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import type { Talk } from "./use-talk.ts";

/** What was said in a room or in one of its threads, and what can be done with it. */
export function TalkMessages({
  talk,
  conversation,
  state,
  place,
  unread,
  mayWrite,
  onThread,
}: {
  talk: Talk;
  conversation: Conversation;
  state: RoomSnapshot;
  place: Place;
  /** What others wrote that one has not read. */
  unread: number;
  mayWrite: boolean;
  /** Opens the thread of a message; undefined where one is in one, and where the server knows none. */
  onThread: ((rootSeq: number) => void) | undefined;
}) {
  const { beginReply } = talk;
  const route = useRoute();
  const isBeside = conversation.threadSeq === undefined && route.page === "room" && route.panel === "thread";
  const openThread = isBeside ? route.about : undefined;
  const reply = useCallback(({ seq }: Message) => beginReply(seq), [beginReply]);
  return (
    <MessageActionsHost
      conversation={conversation}
      onReply={reply}
      onThread={onThread}
      onEdit={talk.edit}
      onJump={place.toMessage}
    >
      <QuietPart load={loadAnnouncer} props={{ items: state.newest, openThread }} />
      <MessageList
        conversation={conversation}
        state={state}
        place={place}
        unread={state.role === undefined ? 0 : unread}
        firstNewSeq={talk.firstNewSeq}
        editing={talk.editing}
        onEdit={talk.edit}
        mayWrite={mayWrite}
        mayThread={onThread !== undefined}
        onMarkRead={talk.markRead}
      />
    </MessageActionsHost>
  );
}

const loadAnnouncer = async () => {
  await afterFirstShow();
  return (await import("../timeline/announcer.tsx")).Announcer;
};
