import { Type } from "typebox";
import { Message } from "../fields.ts";
import { type LogKind, nobody, sameMessage, sameQuote, sameRoom } from "./log-kind.ts";

export const newMessageFrame = Type.Object({ type: Type.Literal("new_message"), ...Message.properties });

export const newMessage: LogKind<typeof newMessageFrame, "message"> = {
  shown: "message",
  message: sameMessage,
  quote: sameQuote,
  room: sameRoom,
  unread: (message) => ({ counts: message }),
  removes: nobody,
};
