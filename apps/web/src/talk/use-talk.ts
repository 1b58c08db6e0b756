import type { Conversation, RoomSnapshot } from "@hubbub/client";
import { useCallback, useState } from "react";
import { useMe } from "../client/use-me.ts";
import { composerId } from "../composer/composer-id.ts";
import { type Reply, useReply } from "../messages/quotes/use-reply.ts";
import { editDrafts } from "../storage/edit-drafts.ts";

/** What one is doing in a conversation besides reading: changing a message, or answering one. */
export interface Talk {
  /** The message that one is changing. */
  readonly editing: number | undefined;
  readonly edit: (seq: number | undefined) => void;
  readonly editLast: () => void;
  readonly reply: Reply;
  /** Answers a message, and takes the focus to where one writes. */
  readonly beginReply: (seq: number) => void;
  /** All has been read, and the line "New" goes. */
  readonly markRead: () => void;
  /** Above which message the line "New" stands. */
  readonly firstNewSeq: number | undefined;
}

export function useTalk(conversation: Conversation, state: RoomSnapshot): Talk {
  const me = useMe();
  const [editing, setEditing] = useState(() => editDrafts.read(me.id, conversation)?.seq);
  const [seenNewSeq, setSeenNewSeq] = useState<number>();
  const reply = useReply(conversation);
  const { begin } = reply;
  const edit = useCallback(
    (seq: number | undefined) => {
      if (editDrafts.read(me.id, conversation)?.seq !== seq) editDrafts.write(me.id, conversation, undefined);
      setEditing(seq);
    },
    [me.id, conversation],
  );
  const beginReply = useCallback(
    (seq: number) => {
      begin(seq);
      document.getElementById(composerId(conversation))?.focus();
    },
    [begin, conversation],
  );
  return {
    editing,
    edit,
    editLast: () => {
      const mine = state.newest.findLast(
        (item) => item.kind === "message" && item.message.user_id === me.id && item.message.deleted_at === undefined,
      );
      if (!state.isLive) conversation.showNewest();
      edit(mine?.seq);
    },
    reply,
    beginReply,
    markRead: () => {
      conversation.markRead();
      setSeenNewSeq(state.newFromSeq);
    },
    // Who reads announcements without being a member has no mark on the server.
    firstNewSeq: state.role === undefined || state.newFromSeq === seenNewSeq ? undefined : state.newFromSeq,
  };
}
