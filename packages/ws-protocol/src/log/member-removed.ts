import { Type } from "typebox";
import { Id, Person } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, sameMessage, sameQuote, noThread } from "./log-kind.ts";

/** `left` is by oneself; later reasons may come. */
export const memberRemovedFrame = logFrame("member_removed", {
  actor_id: Id,
  users: Type.Array(Person),
  reason: Type.Union([Type.Literal("left"), Type.Literal("removed"), Type.Literal("banned")]),
});

export const memberRemoved: LogKind<typeof memberRemovedFrame, "notice"> = {
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  thread: noThread,
  room: (room, { users }) => ({ ...room, member_count: Math.max(0, room.member_count - users.length) }),
  unread: asUnreadAsBefore,
  removes: ({ users }) => users.map(({ user_id }) => user_id),
};
