import { Id } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, sameMessage, sameRoom, noThread } from "./log-kind.ts";

/** Messages up to there are older than the room keeps them: pages hold none of them any more. */
export const messagesExpiredFrame = logFrame("messages_expired", { up_to_seq: Id });

export const messagesExpired: LogKind<typeof messagesExpiredFrame, "nothing"> = {
  shown: "nothing",
  message: sameMessage,
  quote: (quote, { up_to_seq }) => (quote.seq <= up_to_seq ? { ...quote, content: "", deleted: true } : quote),
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};
