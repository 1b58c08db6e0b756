import { Type } from "typebox";
import { Id, Mentions, Previews, Timestamp } from "../fields.ts";
import { quotedText } from "../text/quoted-text.ts";
import { logFrame, type LogKind, nobody, sameRoom, noThread } from "./log-kind.ts";
import { withPreviews } from "./previews-changed.ts";

export const messageEditedFrame = logFrame("message_edited", {
  target_seq: Id,
  user_id: Id,
  username: Type.String(),
  content: Type.String(),
  edited_at: Timestamp,
  /** Whom it calls now; absent: nobody. */
  mentions: Type.Optional(Mentions),
  /** Of the links that it still has; absent: none. */
  previews: Type.Optional(Previews),
});

export const messageEdited: LogKind<typeof messageEditedFrame, "change"> = {
  shown: "change",
  message: ({ mentions: _before, ...message }, { content, edited_at, mentions, previews = [] }) => ({
    ...withPreviews(message, previews),
    content,
    edited_at,
    ...(mentions === undefined ? {} : { mentions }),
  }),
  quote: (quote, { target_seq, content }) =>
    quote.seq === target_seq ? { ...quote, content: quotedText(content) } : quote,
  thread: noThread,
  room: sameRoom,
  unread: ({ target_seq: seq, user_id, content, mentions }) => ({
    recounts: { seq, user_id, content, ...(mentions === undefined ? {} : { mentions }) },
  }),
  removes: nobody,
};
