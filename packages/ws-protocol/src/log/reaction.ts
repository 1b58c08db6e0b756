import { Type } from "typebox";
import { Id } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, sameQuote, sameRoom, noThread } from "./log-kind.ts";

/** Absolute: afterwards `user_id` has (`on`) or has not this reaction, and `user_ids` are all who have. */
export const reactionFrame = logFrame("reaction", {
  target_seq: Id,
  user_id: Id,
  username: Type.String(),
  emoji: Type.String(),
  on: Type.Boolean(),
  user_ids: Type.Array(Id),
});

export const reaction: LogKind<typeof reactionFrame, "change"> = {
  shown: "change",
  message: (message, { emoji, user_ids }) => {
    const others = message.reactions.filter((known) => known.emoji !== emoji);
    return { ...message, reactions: user_ids.length === 0 ? others : [...others, { emoji, user_ids }] };
  },
  quote: sameQuote,
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};
