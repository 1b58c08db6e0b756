import { Type, type Static, type TObject, type TProperties } from "typebox";
import {
  ClientMsgId,
  idForm,
  IdInput,
  maxAttachments,
  maxWatchedPeople,
  Ref,
  seqForm,
  SeqInput,
  Traceparent,
} from "./fields.ts";

function frame<const Name extends string, Fields extends TProperties>(type: Name, fields: Fields) {
  const ofEach = { ref: Type.Optional(Ref), traceparent: Type.Optional(Traceparent) };
  return Type.Object({ type: Type.Literal(type), ...ofEach, ...fields });
}

const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }));
const message = {
  content: Type.String(),
  client_msg_id: Type.Optional(ClientMsgId),
  reply_to: Type.Optional(IdInput),
  attachment_ids: Type.Optional(Type.Array(Type.String(), { maxItems: maxAttachments })),
  link_previews: Type.Optional(Type.Boolean()),
};
/** Of a reply in a thread: its root, and whether the room shows it as well. */
const inThread = { thread_seq: Type.Optional(IdInput), in_room: Type.Optional(Type.Boolean()) };

/** Whether somebody sits before a client. */
const ownPresence = Type.Union([Type.Literal("online"), Type.Literal("away")]);

/** Every frame a client may send, by its `type`. Without `room_id` a command means the room joined last. */
export const clientFrames = {
  auth: frame("auth", { token: Type.String({ minLength: 1, maxLength: 4096 }), state: Type.Optional(ownPresence) }),
  join_room: frame("join_room", {
    room_id: IdInput,
    after_seq: Type.Optional(SeqInput),
    epoch: Type.Optional(Type.String({ maxLength: 64 })),
    limit,
    threads: Type.Optional(Type.Boolean()),
  }),
  leave_room: frame("leave_room", { room_id: Type.Optional(IdInput) }),
  send_message: frame("send_message", { room_id: Type.Optional(IdInput), ...message, ...inThread }),
  edit_message: frame("edit_message", { room_id: Type.Optional(IdInput), seq: IdInput, content: Type.String() }),
  delete_message: frame("delete_message", { room_id: Type.Optional(IdInput), seq: IdInput }),
  react: frame("react", {
    room_id: Type.Optional(IdInput),
    seq: IdInput,
    emoji: Type.String({ minLength: 1, maxLength: 32 }),
    on: Type.Boolean(),
  }),
  pin_message: frame("pin_message", { room_id: Type.Optional(IdInput), seq: IdInput, on: Type.Boolean() }),
  typing: frame("typing", {
    room_id: Type.Optional(IdInput),
    is_typing: Type.Boolean(),
    thread_seq: Type.Optional(IdInput),
  }),
  mark_read: frame("mark_read", {
    room_id: Type.Optional(IdInput),
    seq: SeqInput,
    thread_seq: Type.Optional(IdInput),
  }),
  mark_unread: frame("mark_unread", {
    room_id: Type.Optional(IdInput),
    seq: IdInput,
    thread_seq: Type.Optional(IdInput),
  }),
  follow_thread: frame("follow_thread", { room_id: Type.Optional(IdInput), seq: IdInput, on: Type.Boolean() }),
  history: frame("history", {
    room_id: Type.Optional(IdInput),
    before_seq: Type.Optional(SeqInput),
    after_seq: Type.Optional(SeqInput),
    around_seq: Type.Optional(SeqInput),
    limit,
    threads: Type.Optional(Type.Boolean()),
    thread_seq: Type.Optional(IdInput),
  }),
  dm: frame("dm", { to: Type.String({ minLength: 1, maxLength: 64 }), ...message, ...inThread }),
  group: frame("group", { to: Type.String({ minLength: 1, maxLength: 80 }), ...message, ...inThread }),
  broadcast: frame("broadcast", { ...message }),
  watch_presence: frame("watch_presence", { user_ids: Type.Array(IdInput, { maxItems: maxWatchedPeople }) }),
  set_presence: frame("set_presence", { state: ownPresence }),
  ping: frame("ping", {}),
} as const satisfies Record<string, TObject>;

export type ClientFrameType = keyof typeof clientFrames;
export type ClientFrameOf<Name extends ClientFrameType> = Static<(typeof clientFrames)[Name]>;
export type ClientFrame = { [Name in ClientFrameType]: ClientFrameOf<Name> }[ClientFrameType];

/** A field of any client frame but its `type`. */
export type ClientField = Exclude<{ [Name in ClientFrameType]: keyof ClientFrameOf<Name> }[ClientFrameType], "type">;

/** What each field must be, for people: said of one that is wrong. */
export const clientFieldRules: Readonly<Record<ClientField, string>> = {
  ref: "must be text of 1–64 bytes or a number",
  traceparent: "must be text",
  token: "must be text of 1–4096 characters",
  room_id: `must be ${idForm}`,
  seq: `must be ${idForm}`,
  thread_seq: `must be ${idForm}`,
  reply_to: `must be ${idForm}`,
  before_seq: `must be ${seqForm}`,
  after_seq: `must be ${seqForm}`,
  around_seq: `must be ${seqForm}`,
  epoch: "must be text of at most 64 characters",
  limit: "must be a whole number from 1 to 100",
  content: "must be text",
  client_msg_id: "must be text of 1–64 bytes",
  attachment_ids: `must be a list of at most ${maxAttachments} ids, each as text`,
  link_previews: "must be true or false",
  emoji: "must be text of 1–32 characters",
  on: "must be true or false",
  threads: "must be true or false",
  in_room: "must be true or false",
  is_typing: "must be true or false",
  user_ids: `must be a list of at most ${maxWatchedPeople} ids, each ${idForm}`,
  state: "must be online or away",
  to: "must be a person's name of at most 64 characters, or a room's of at most 80",
};
