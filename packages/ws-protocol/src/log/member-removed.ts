import { Type } from "typebox";
import { Id, Person } from "../fields.ts";
import { asUnreadAsBefore, logFrame, logKind, sameMessage, sameQuote } from "./log-kind.ts";

export const memberRemoved = logKind({
  /** `left` is by oneself; later reasons may come. */
  frame: logFrame("member_removed", {
    actor_id: Id,
    users: Type.Array(Person),
    reason: Type.Union([Type.Literal("left"), Type.Literal("removed"), Type.Literal("banned")]),
  }),
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  room: (room, { users }) => ({ ...room, member_count: Math.max(0, room.member_count - users.length) }),
  unread: asUnreadAsBefore,
  removes: ({ users }) => users.map(({ user_id }) => user_id),
});
