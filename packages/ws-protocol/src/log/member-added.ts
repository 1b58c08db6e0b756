import { Type } from "typebox";
import { Id, MemberRole } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, sameMessage, sameQuote, noThread } from "./log-kind.ts";

/** `actor_id` is who did it; the same as the user for those who joined by themselves. */
export const memberAddedFrame = logFrame("member_added", {
  actor_id: Id,
  users: Type.Array(Type.Object({ user_id: Id, username: Type.String(), role: MemberRole })),
});

export const memberAdded: LogKind<typeof memberAddedFrame, "notice"> = {
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  thread: noThread,
  room: (room, { users }) => ({ ...room, member_count: room.member_count + users.length }),
  unread: asUnreadAsBefore,
  removes: nobody,
};
