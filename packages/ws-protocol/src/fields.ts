import { Type, type Static } from "typebox";

/** What the server writes: ids and seqs are JSON numbers. */
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** What an id or a seq must be, in sentences for people: those that JavaScript can hold. */
export const idForm = `a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`;
export const seqForm = `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`;

/** What clients may write: a JSON number, or the same as text. */
export const IdInput = Type.Union([Id, Type.String({ pattern: "^[1-9][0-9]{0,15}$" })]);
export const SeqInput = Type.Union([Seq, Type.String({ pattern: "^(0|[1-9][0-9]{0,15})$" })]);

/** 1–64 bytes of UTF-8, or a number: echoed in the answer. The byte length is checked by the reader of frames. */
export const Ref = Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Number()]);
/** W3C Trace Context: which trace the frame is a part of. What is no valid value counts as none. */
export const Traceparent = Type.String();
/** 1–64 bytes of UTF-8, compared as sent. */
export const ClientMsgId = Type.String({ minLength: 1, maxLength: 64 });
/** RFC 3339, UTC, milliseconds. */
export const Timestamp = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });

export const RoomType = Type.Union([
  Type.Literal("public"),
  Type.Literal("private"),
  Type.Literal("direct"),
  Type.Literal("announcement"),
]);
export const MemberRole = Type.Union([Type.Literal("owner"), Type.Literal("admin"), Type.Literal("member")]);

/** A person as rooms know them. */
export const Person = Type.Object({ user_id: Id, username: Type.String() });

/** People whom one socket watches by name, besides those whose presence it is told anyway. */
export const maxWatchedPeople = 200;

/** Whether somebody is there: away where all of their clients are; `last_seen` where they are not online and were seen. */
export const PersonPresence = Type.Object({
  user_id: Id,
  state: Type.Union([Type.Literal("online"), Type.Literal("away"), Type.Literal("offline")]),
  last_seen: Type.Optional(Timestamp),
});

/** The same shape as `Room` over REST. */
export const Room = Type.Object({
  id: Id,
  name: Type.String(),
  type: RoomType,
  topic: Type.String(),
  created_by: Seq,
  last_seq: Seq,
  member_count: Seq,
  created_at: Timestamp,
  archived_at: Type.Optional(Timestamp),
  /** For how long messages are kept, where the room has a rule of its own. */
  retention_days: Type.Optional(Id),
  /** `false`: links in it are shown without previews. */
  link_previews: Type.Optional(Type.Boolean()),
  /** Where its picture is, as a path of the server; the same until there is another one. */
  avatar_url: Type.Optional(Type.String()),
  role: Type.Optional(MemberRole),
  /** Direct rooms only: whose they are, both (or the one) of them; empty for the others. */
  people: Type.Array(Person),
});

export const Reaction = Type.Object({ emoji: Type.String(), user_ids: Type.Array(Id) });

/** The message that one answers, as it is now: the beginning of its text, which is empty once it is `deleted`. */
export const Quote = Type.Object({
  seq: Id,
  user_id: Id,
  username: Type.String(),
  content: Type.String(),
  deleted: Type.Optional(Type.Boolean()),
});

/** What has been answered in the thread of a message: its root. Deleted replies do not count. */
export const Thread = Type.Object({
  reply_count: Seq,
  last_reply_seq: Id,
  last_reply_at: Timestamp,
  /** Who replied last, the latest first. */
  user_ids: Type.Array(Id, { maxItems: 5 }),
  /** Seq of the event that made it so: a state with a lower one is older. */
  updated_seq: Id,
});

/** Whom a message calls: members whom it names, and all of the room where it says so and may. */
export const Mentions = Type.Object({
  user_ids: Type.Array(Id, { maxItems: 50 }),
  room: Type.Optional(Type.Union([Type.Literal("here"), Type.Literal("room")])),
});

/** Files that one message brings along. */
export const maxAttachments = 10;

/**
 * A file of a message. `content_type` is by what is in it; `width`, `height` and `thumbhash` are those of a picture. Frames of
 * the log have no links, for they would end: pages and answers do, and `POST /api/v1/files/links`.
 */
export const Attachment = Type.Object({
  id: Type.String(),
  name: Type.String(),
  size: Seq,
  content_type: Type.String(),
  width: Type.Optional(Id),
  height: Type.Optional(Id),
  thumbhash: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  thumbnail_url: Type.Optional(Type.String()),
});

/** Links of one message that are shown with a preview. */
export const maxPreviews = 3;

/** The picture of a preview: a file of the server's own, with links like those of attachments. */
export const PreviewImage = Type.Object({
  id: Type.String(),
  content_type: Type.String(),
  width: Id,
  height: Id,
  thumbhash: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  thumbnail_url: Type.Optional(Type.String()),
});

/** What a page that a message links to says of itself. `url` is as in the message; nothing of it is to be trusted. */
export const Preview = Type.Object({
  url: Type.String(),
  title: Type.String(),
  description: Type.Optional(Type.String()),
  /** The name that the site goes by. */
  site: Type.Optional(Type.String()),
  image: Type.Optional(PreviewImage),
});

export const Previews = Type.Array(Preview, { maxItems: maxPreviews });

/** The same shape as `Message` over REST. `id` is `"<room_id>:<seq>"`. A deleted one stays, with empty content. */
export const Message = Type.Object({
  id: Type.String(),
  room_id: Id,
  seq: Id,
  user_id: Id,
  username: Type.String(),
  content: Type.String(),
  client_msg_id: Type.String(),
  created_at: Timestamp,
  reply_to: Type.Optional(Id),
  /** Of `reply_to`; absent also where an instance of an earlier release wrote the frame. */
  quote: Type.Optional(Quote),
  /** Of a reply in a thread: the message that the thread is of, its root. */
  thread_seq: Type.Optional(Id),
  /** Of such a reply: it is shown in the room as well. */
  in_room: Type.Optional(Type.Boolean()),
  /** Of a root; in the frame of a reply its root's. */
  thread: Type.Optional(Thread),
  mentions: Type.Optional(Mentions),
  /** Where it brings files along: a deleted message has none any more. */
  attachments: Type.Optional(Type.Array(Attachment, { maxItems: maxAttachments })),
  /** Of its links, once they are there: some moments after it. */
  previews: Type.Optional(Previews),
  edited_at: Type.Optional(Timestamp),
  deleted_at: Type.Optional(Timestamp),
  reactions: Type.Array(Reaction),
  /** While it is pinned; who did it and when stand beside it. */
  pinned: Type.Optional(Type.Literal(true)),
  pinned_by: Type.Optional(Id),
  pinned_at: Type.Optional(Timestamp),
  /** Seq of the last event that changed this message: a state with a lower one is older. */
  updated_seq: Type.Optional(Id),
});

/** Whether the room shows it: a reply in a thread stands there alone, unless it was sent to the room as well. */
export function isInTimeline({ thread_seq, in_room }: { readonly thread_seq?: number; readonly in_room?: boolean }) {
  return thread_seq === undefined || in_room === true;
}

export type RoomType = Static<typeof RoomType>;
export type MemberRole = Static<typeof MemberRole>;
export type Person = Static<typeof Person>;
export type PersonPresence = Static<typeof PersonPresence>;
export type Room = Static<typeof Room>;
export type Reaction = Static<typeof Reaction>;
export type Quote = Static<typeof Quote>;
export type Thread = Static<typeof Thread>;
export type Mentions = Static<typeof Mentions>;
export type Attachment = Static<typeof Attachment>;
export type PreviewImage = Static<typeof PreviewImage>;
export type Preview = Static<typeof Preview>;
export type Message = Static<typeof Message>;
