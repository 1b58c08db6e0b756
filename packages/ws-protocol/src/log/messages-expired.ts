import { Id } from "../fields.ts";
import { asUnreadAsBefore, logFrame, logKind, nobody, sameMessage, sameRoom } from "./log-kind.ts";

export const messagesExpired = logKind({
  /** Messages up to there are older than the room keeps them: pages hold none of them any more. */
  frame: logFrame("messages_expired", { up_to_seq: Id }),
  shown: "nothing",
  message: sameMessage,
  quote: (quote, { up_to_seq }) => (quote.seq <= up_to_seq ? { ...quote, content: "", deleted: true } : quote),
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
});
