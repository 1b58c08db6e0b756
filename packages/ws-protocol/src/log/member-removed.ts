import { Type } from "typebox";
import { Id, Person } from "../fields.ts";
import { asUnreadAsBefore, logFrame, logKind, sameMessage } from "./log-kind.ts";

export const memberRemoved = logKind({
  /** `banned` and later reasons may come; `left` is by oneself. */
  frame: logFrame("member_removed", {
    actor_id: Id,
    users: Type.Array(Person),
    reason: Type.Union([Type.Literal("left"), Type.Literal("removed")]),
  }),
  shown: "notice",
  message: sameMessage,
  room: (room, { users }) => ({ ...room, member_count: Math.max(0, room.member_count - users.length) }),
  unread: asUnreadAsBefore,
  removes: ({ users }) => users.map(({ user_id }) => user_id),
});
