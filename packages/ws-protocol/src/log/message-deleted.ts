import { Type } from "typebox";
import { Id } from "../fields.ts";
import { logFrame, type LogKind, nobody, sameRoom } from "./log-kind.ts";

export const messageDeletedFrame = logFrame("message_deleted", {
  target_seq: Id,
  user_id: Id,
  username: Type.String(),
});

export const messageDeleted: LogKind<typeof messageDeletedFrame, "change"> = {
  shown: "change",
  message: (message, { created_at }) => ({ ...message, content: "", deleted_at: created_at, reactions: [] }),
  quote: (quote, { target_seq }) => (quote.seq === target_seq ? { ...quote, content: "", deleted: true } : quote),
  room: sameRoom,
  unread: ({ target_seq }) => ({ takes: target_seq }),
  removes: nobody,
};
