import { Type } from "typebox";
import { Id, type Message } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, noThread, sameQuote, sameRoom } from "./log-kind.ts";

/** Absolute: afterwards the message is pinned (`on`) or is not. */
export const messagePinnedFrame = logFrame("message_pinned", {
  target_seq: Id,
  user_id: Id,
  username: Type.String(),
  on: Type.Boolean(),
});

export const messagePinned: LogKind<typeof messagePinnedFrame, "noticed_change"> = {
  shown: "noticed_change",
  message: (message, { on, user_id, created_at }) =>
    on ? { ...message, pinned: true, pinned_by: user_id, pinned_at: created_at } : withoutPin(message),
  quote: sameQuote,
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};

/** As it is when it is pinned no longer. */
export function withoutPin(message: Message): Message {
  const { pinned: _, pinned_by: _by, pinned_at: _at, ...rest } = message;
  return rest;
}
