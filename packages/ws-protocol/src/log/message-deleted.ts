import { Type } from "typebox";
import { Id, isInTimeline, Thread } from "../fields.ts";
import { logFrame, type LogKind, nobody, sameRoom } from "./log-kind.ts";
import { withoutPin } from "./message-pinned.ts";

export const messageDeletedFrame = logFrame("message_deleted", {
  target_seq: Id,
  user_id: Id,
  username: Type.String(),
  /** Where the message was a reply in a thread: its root, whether the room showed it, and the thread without it. */
  thread_seq: Type.Optional(Id),
  in_room: Type.Optional(Type.Boolean()),
  thread: Type.Optional(Thread),
});

export const messageDeleted: LogKind<typeof messageDeletedFrame, "change"> = {
  shown: "change",
  message: ({ mentions: _named, attachments: _files, previews: _links, ...message }, { created_at }) => ({
    ...withoutPin(message),
    content: "",
    deleted_at: created_at,
    reactions: [],
  }),
  quote: (quote, { target_seq }) => (quote.seq === target_seq ? { ...quote, content: "", deleted: true } : quote),
  thread: ({ thread_seq: root, thread }) => (root === undefined || thread === undefined ? undefined : { root, thread }),
  room: sameRoom,
  unread: (frame) => (isInTimeline(frame) ? { takes: frame.target_seq } : undefined),
  removes: nobody,
};
