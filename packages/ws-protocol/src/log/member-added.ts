import { Type } from "typebox";
import { Id, MemberRole } from "../fields.ts";
import { asUnreadAsBefore, logFrame, logKind, nobody, sameMessage, sameQuote } from "./log-kind.ts";

export const memberAdded = logKind({
  /** `actor_id` is who did it; the same as the user for those who joined by themselves. */
  frame: logFrame("member_added", {
    actor_id: Id,
    users: Type.Array(Type.Object({ user_id: Id, username: Type.String(), role: MemberRole })),
  }),
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  room: (room, { users }) => ({ ...room, member_count: room.member_count + users.length }),
  unread: asUnreadAsBefore,
  removes: nobody,
});
