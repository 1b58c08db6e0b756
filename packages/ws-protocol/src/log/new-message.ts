import { Type } from "typebox";
import { Message } from "../fields.ts";
import { logKind, nobody, sameMessage, sameQuote, sameRoom } from "./log-kind.ts";

export const newMessage = logKind({
  frame: Type.Object({ type: Type.Literal("new_message"), ...Message.properties }),
  shown: "message",
  message: sameMessage,
  quote: sameQuote,
  room: sameRoom,
  unread: (message) => ({ counts: message }),
  removes: nobody,
});
