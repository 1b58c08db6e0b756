import { Type } from "typebox";
import { Id, Timestamp } from "../fields.ts";
import { quotedText } from "../text/quoted-text.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, sameRoom, noThread } from "./log-kind.ts";

export const messageEditedFrame = logFrame("message_edited", {
  target_seq: Id,
  user_id: Id,
  username: Type.String(),
  content: Type.String(),
  edited_at: Timestamp,
});

export const messageEdited: LogKind<typeof messageEditedFrame, "change"> = {
  shown: "change",
  message: (message, { content, edited_at }) => ({ ...message, content, edited_at }),
  quote: (quote, { target_seq, content }) =>
    quote.seq === target_seq ? { ...quote, content: quotedText(content) } : quote,
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};
