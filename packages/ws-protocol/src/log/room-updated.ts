import { Type } from "typebox";
import { Id, MemberRole, type Room, Seq, Timestamp } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, sameMessage, sameQuote, noThread } from "./log-kind.ts";

/** The fields that changed, with their new values. */
export const roomUpdatedFrame = logFrame("room_updated", {
  actor_id: Id,
  username: Type.String(),
  name: Type.Optional(Type.String()),
  topic: Type.Optional(Type.String()),
  archived_at: Type.Optional(Timestamp),
  /** 0: as the server keeps them. */
  retention_days: Type.Optional(Seq),
  link_previews: Type.Optional(Type.Boolean()),
  /** A member's role changed. */
  member: Type.Optional(Type.Object({ user_id: Id, username: Type.String(), role: MemberRole })),
});

export const roomUpdated: LogKind<typeof roomUpdatedFrame, "notice"> = {
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  thread: noThread,
  room: (room, { name, topic, archived_at, retention_days, link_previews }) => ({
    ...(retention_days === 0 ? withoutRetention(room) : room),
    ...(link_previews === undefined ? {} : { link_previews }),
    ...(retention_days === undefined || retention_days === 0 ? {} : { retention_days }),
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic }),
    ...(archived_at === undefined ? {} : { archived_at }),
  }),
  unread: asUnreadAsBefore,
  removes: nobody,
};

function withoutRetention<Known extends Room>(room: Known): Known {
  const { retention_days: _, ...rest } = room;
  return rest as Known;
}
