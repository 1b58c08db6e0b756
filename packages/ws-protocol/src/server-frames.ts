import { Type, type Static, type TObject, type TProperties } from "typebox";
import { Id, MemberRole, Message, Person, PersonPresence, Ref, Room, Seq, Timestamp } from "./fields.ts";
import { isLogFrameType, logFrames } from "./log/log-kinds.ts";

/** A frame that answers a command: echoes its `ref`. */
function answerFrame<const Name extends string, Fields extends TProperties>(type: Name, fields: Fields) {
  return Type.Object({ type: Type.Literal(type), ref: Type.Optional(Ref), ...fields });
}

/** A frame that nobody asked for. */
function signalFrame<const Name extends string, Fields extends TProperties>(type: Name, fields: Fields) {
  return Type.Object({ type: Type.Literal(type), ...fields });
}

/** What answers a command, by `type`. */
export const answerFrames = {
  success: answerFrame("success", {
    message: Type.String(),
    user: Type.Object({ id: Id, username: Type.String(), admin: Type.Boolean() }),
    expires_at: Timestamp,
    server_id: Type.String(),
    heartbeat_ms: Type.Integer({ minimum: 1 }),
    /** The version of these frames that the server speaks; servers of before 1.3 do not say it. */
    protocol: Type.Optional(Type.String()),
  }),
  room_joined: answerFrame("room_joined", {
    room_id: Id,
    room: Room,
    me: Type.Object({
      user_id: Id,
      role: Type.Optional(MemberRole),
      last_read_seq: Seq,
      /** Until then they may not write here; not in direct rooms. */
      muted_until: Type.Optional(Timestamp),
    }),
    epoch: Type.String(),
    last_seq: Seq,
    messages: Type.Array(Message),
    recovered: Type.Boolean(),
    has_more: Type.Boolean(),
    /** Seqs of what is pinned at `last_seq`, ascending; servers of before 1.4 do not say it. */
    pins: Type.Optional(Type.Array(Id)),
    /** At most 50 of those present; `user_count` is how many there are. */
    users: Type.Array(Person, { maxItems: 50 }),
    user_count: Seq,
  }),
  room_left: answerFrame("room_left", { room_id: Id }),
  message_ack: answerFrame("message_ack", {
    room_id: Id,
    seq: Id,
    client_msg_id: Type.String(),
    created_at: Timestamp,
    duplicate: Type.Boolean(),
  }),
  history: answerFrame("history", {
    room_id: Id,
    messages: Type.Array(Message),
    has_more: Type.Boolean(),
    /** Both where it was asked around a seq; `has_more` is then either. */
    has_more_before: Type.Optional(Type.Boolean()),
    has_more_after: Type.Optional(Type.Boolean()),
  }),
  ok: answerFrame("ok", { room_id: Type.Optional(Id) }),
  pong: answerFrame("pong", {}),
  error: answerFrame("error", {
    client_msg_id: Type.Optional(Type.String()),
    code: Type.String(),
    field: Type.Optional(Type.String()),
    message: Type.String(),
    retryable: Type.Boolean(),
    retry_after_ms: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
} as const satisfies Record<string, TObject>;

/** What nobody asked for and is no part of a log, by `type`; any of it may be dropped. */
export const signalFrames = {
  user_joined: signalFrame("user_joined", { room_id: Id, ...Person.properties, user_count: Seq }),
  user_left: signalFrame("user_left", { room_id: Id, ...Person.properties, user_count: Seq }),
  user_typing: signalFrame("user_typing", {
    room_id: Id,
    ...Person.properties,
    is_typing: Type.Boolean(),
    thread_seq: Type.Optional(Id),
  }),
  /** Who came and went since the last one, instead of user_joined and user_left: crowded rooms, and those that fill quickly. */
  room_users: signalFrame("room_users", {
    room_id: Id,
    joined: Type.Array(Person),
    left: Type.Array(Person),
    user_count: Seq,
  }),
  /** To the room's joined sockets (not in a crowd), and to every socket of `user_id`. */
  read_receipt: signalFrame("read_receipt", { room_id: Id, user_id: Id, last_read_seq: Seq }),
  /**
   * To every socket of the person: where they are in the room now, or in one of its threads. With `back` they set it back;
   * without, the furthest counts.
   */
  read_moved: signalFrame("read_moved", {
    room_id: Id,
    thread_seq: Type.Optional(Id),
    last_read_seq: Seq,
    back: Type.Optional(Type.Literal(true)),
  }),
  /** Direct rooms: messages up to this one reached a connected device of `user_id`. To every socket of the other. */
  delivery_receipt: signalFrame("delivery_receipt", { room_id: Id, user_id: Id, last_delivered_seq: Seq }),
  room_activity: signalFrame("room_activity", {
    /** `mentioned`: somebody called all of the room. */
    rooms: Type.Array(Type.Object({ room_id: Id, last_seq: Seq, mentioned: Type.Optional(Type.Literal(true)) })),
  }),
  /** What is unread: after `success` of all rooms where something is; later of one whose message called the person, at most once a second. */
  room_counts: signalFrame("room_counts", {
    rooms: Type.Array(Type.Object({ room_id: Id, unread_count: Seq, mention_count: Seq })),
  }),
  /** To those who follow the thread, at most once a second: it has replies up to `last_seq`. */
  thread_activity: signalFrame("thread_activity", { room_id: Id, thread_seq: Id, last_seq: Id }),
  /** Of people whom the socket watches: how they are now, and at most once a second what changed. */
  presence: signalFrame("presence", { users: Type.Array(PersonPresence) }),
  broadcast: signalFrame("broadcast", {
    room_id: Id,
    id: Type.String(),
    ...Person.properties,
    content: Type.String(),
    created_at: Timestamp,
  }),
  /** To every socket of a person: whom they have blocked is to be read again. */
  blocks_changed: signalFrame("blocks_changed", {}),
  token_expiring: signalFrame("token_expiring", { expires_at: Timestamp }),
  reconnect: signalFrame("reconnect", { reason: Type.String(), after_ms: Type.Integer({ minimum: 0 }) }),
} as const satisfies Record<string, TObject>;

export const serverFrames = { ...logFrames, ...answerFrames, ...signalFrames } as const;

export type ServerFrameType = keyof typeof serverFrames;
export type ServerFrameOf<Name extends ServerFrameType> = Static<(typeof serverFrames)[Name]>;
export type ServerFrame = { [Name in ServerFrameType]: ServerFrameOf<Name> }[ServerFrameType];
/** What answers a command. */
export type AnswerFrame = { [Name in keyof typeof answerFrames]: ServerFrameOf<Name> }[keyof typeof answerFrames];
export type SignalFrame = { [Name in keyof typeof signalFrames]: ServerFrameOf<Name> }[keyof typeof signalFrames];

/** Whether this release knows frames of that type. Without their schemas: a page is spared them. */
export function isServerFrameType(type: string): type is ServerFrameType {
  return isLogFrameType(type) || Object.hasOwn(unloggedTypes, type);
}

const unloggedTypes: Readonly<Record<keyof typeof answerFrames | keyof typeof signalFrames, true>> = {
  success: true,
  room_joined: true,
  room_left: true,
  message_ack: true,
  history: true,
  ok: true,
  pong: true,
  error: true,
  user_joined: true,
  user_left: true,
  user_typing: true,
  room_users: true,
  read_receipt: true,
  read_moved: true,
  delivery_receipt: true,
  room_activity: true,
  room_counts: true,
  thread_activity: true,
  presence: true,
  broadcast: true,
  blocks_changed: true,
  token_expiring: true,
  reconnect: true,
};
