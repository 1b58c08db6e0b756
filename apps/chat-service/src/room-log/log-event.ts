import type { LogFrameType, MemberRole, Person } from "@hubbub/ws-protocol";

/** `room_log.kind`: the wire's log frames, where a `new_message` is a `message`. */
export type LogKind = "message" | Exclude<LogFrameType, "new_message">;

/** `room_log.body` by kind: what the event says, as sent. Names are snake_case: it is JSON in the database. */
export interface LogBodies {
  message: { username: string; content: string; reply_to?: number };
  message_edited: { username: string; content: string };
  /** `erased`: the newest of the message's edits, whose content is gone with it. */
  message_deleted: { username: string; erased?: number[] };
  reaction: { username: string; emoji: string; on: boolean; user_ids: number[] };
  member_added: { users: (Person & { role: MemberRole })[] };
  member_removed: { users: Person[]; reason: "left" | "removed" };
  room_updated: {
    username: string;
    name?: string;
    topic?: string;
    archived_at?: string;
    member?: Person & { role: MemberRole };
  };
}

/** `room_log.state` of a message: what later events made of it. */
export interface MessageState {
  content?: string;
  edited_at?: string;
  deleted_at?: string;
  reactions?: { emoji: string; user_ids: number[] }[];
  updated_seq?: number;
}

/** One row of a room's log. */
export type LogEvent = {
  [Kind in LogKind]: {
    readonly roomId: number;
    readonly seq: number;
    readonly kind: Kind;
    readonly actorId: number;
    readonly clientMsgId: string | undefined;
    readonly targetSeq: number | undefined;
    readonly body: LogBodies[Kind];
    /** Only messages have one, once something changed them. */
    readonly state: MessageState | undefined;
    readonly createdAt: Date;
  };
}[LogKind];
