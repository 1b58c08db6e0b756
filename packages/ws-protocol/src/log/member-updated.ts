import { Type } from "typebox";
import { Id, Timestamp } from "../fields.ts";
import {
  asUnreadAsBefore,
  logFrame,
  type LogKind,
  nobody,
  sameMessage,
  sameQuote,
  sameRoom,
  noThread,
} from "./log-kind.ts";

/**
 * What somebody may in the room, member or not, as it is from now on: with `banned` they may come or not; without it they
 * may not write until `muted_until`, or may where that is absent. The end of the year 9999 means for good.
 */
export const memberUpdatedFrame = logFrame("member_updated", {
  actor_id: Id,
  user_id: Id,
  username: Type.String(),
  muted_until: Type.Optional(Timestamp),
  banned: Type.Optional(Type.Boolean()),
});

export const memberUpdated: LogKind<typeof memberUpdatedFrame, "notice"> = {
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};
