import { Type } from "typebox";
import { isInTimeline, Message } from "../fields.ts";
import { type LogKind, nobody, sameMessage, sameQuote, sameRoom } from "./log-kind.ts";

export const newMessageFrame = Type.Object({ type: Type.Literal("new_message"), ...Message.properties });

export const newMessage: LogKind<typeof newMessageFrame, "message"> = {
  shown: "message",
  message: sameMessage,
  quote: sameQuote,
  thread: ({ thread_seq: root, thread }) => (root === undefined || thread === undefined ? undefined : { root, thread }),
  room: sameRoom,
  unread: (message) => (isInTimeline(message) ? { counts: message } : undefined),
  removes: nobody,
};
