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
  /** Empty: it has no picture any more. */
  avatar_url: Type.Optional(Type.String()),
  /** A member's role changed. */
  member: Type.Optional(Type.Object({ user_id: Id, username: Type.String(), role: MemberRole })),
});

export const roomUpdated: LogKind<typeof roomUpdatedFrame, "notice"> = {
  shown: "notice",
  message: sameMessage,
  quote: sameQuote,
  thread: noThread,
  room: (room, { name, topic, archived_at, retention_days, link_previews, avatar_url }) => ({
    ...without(room, { retention_days: retention_days === 0, avatar_url: avatar_url === "" }),
    ...(avatar_url === undefined || avatar_url === "" ? {} : { avatar_url }),
    ...(link_previews === undefined ? {} : { link_previews }),
    ...(retention_days === undefined || retention_days === 0 ? {} : { retention_days }),
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic }),
    ...(archived_at === undefined ? {} : { archived_at }),
  }),
  unread: asUnreadAsBefore,
  removes: nobody,
};

/** The room, less what it has no more. */
function without<Known extends Room>(room: Known, gone: Readonly<Partial<Record<keyof Room, boolean>>>): Known {
  return Object.fromEntries(Object.entries(room).filter(([name]) => gone[name as keyof Room] !== true)) as Known;
}
