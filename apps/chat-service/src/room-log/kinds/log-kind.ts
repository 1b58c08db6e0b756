import type { ErrorCode } from "@hubbub/errors";
import { type Attachment, contentProblem, type LogFrameOf, type LogFrameType, type Preview } from "@hubbub/ws-protocol";
import type { Actor } from "../actor.ts";

/** `room_log.kind`: the wire's log frames, where a `new_message` is a `message`. */
export type LogKindName = "message" | Exclude<LogFrameType, "new_message">;
export type FrameTypeOf<Kind extends LogKindName> = Kind extends "message" ? "new_message" : Exclude<Kind, "message">;

/**
 * All that this service knows of one kind of log row. What its commands may and do is in SQL, in the function `append_<do>`
 * of each (append/sql).
 */
export interface LogKind<Kind extends LogKindName, Body, Command extends { readonly do: string }> {
  /** What the frame says besides its place; made of the row alone. */
  readonly frame: (event: RowOf<Body>) => FrameFields<Kind>;
  /** What an instance must act on itself where the event reaches it. */
  readonly effects: (event: RowOf<Body>) => EventEffects;
  /** What appends a row of this kind. */
  readonly commands: { readonly [Do in Command["do"]]: CommandKind<Extract<Command, { readonly do: Do }>> };
  /** Why the functions of its commands refuse one, as people are told; those of several kinds are in append/refusals.ts. */
  readonly refusals: Readonly<Record<string, Refusal>>;
}

/** A row as its kind sees it. */
export interface RowOf<Body> {
  readonly roomId: number;
  readonly seq: number;
  readonly actorId: number;
  readonly clientMsgId: string | undefined;
  readonly targetSeq: number | undefined;
  /** What the event says, as sent. Names are snake_case: it is JSON in the database, and clients may see all of it. */
  readonly body: Body;
  /** Only messages have one, once something changed them. */
  readonly state: MessageState | undefined;
  /** Only of messages that answer another: that one as it is now. */
  readonly quote?: StoredQuote | undefined;
  /** Only of roots, replies and deleted replies: the thread as it is now. */
  readonly thread?: StoredThread | undefined;
  readonly createdAt: Date;
}

/** `room_log.state` of a message: what later events made of it. */
export interface MessageState {
  content?: string;
  /** Whom that content names, as in the body. */
  mentions?: readonly string[];
  mentioned?: Mentioned;
  edited_at?: string;
  deleted_at?: string;
  reactions?: { emoji: string; user_ids: number[] }[];
  /** By whom and since when. */
  pinned?: { user_id: number; at: string };
  previews?: readonly Preview[];
  /** Links whose previews somebody took away. */
  bare_links?: readonly string[];
  updated_seq?: number;
}

/** Whom a text names, before it is known who of them is in the room. */
export interface NamedPeople {
  readonly userIds: readonly number[];
  readonly room?: "here" | "room" | undefined;
}

/** Whom a message calls: as JSON in the database. */
export interface Mentioned {
  readonly user_ids?: readonly number[];
  readonly room?: "here" | "room";
}

/** As `unsent_files` tells it (append/sql/files.sql). */
export type StoredAttachment = Omit<Attachment, "url" | "thumbnail_url">;

/** As `quote_of` tells it (append/sql/quotes.sql): of the text more than is shown. */
export interface StoredQuote {
  readonly seq: number;
  readonly user_id: number;
  readonly username: string;
  readonly content: string;
  readonly deleted?: boolean;
}

/** As `thread_json` tells it (append/sql/threads.sql). */
export interface StoredThread {
  readonly reply_count: number;
  readonly last_reply_seq: number;
  /** Epoch ms. */
  readonly last_reply_at: number;
  readonly user_ids: readonly number[];
  readonly updated_seq: number;
}

/** What an instance must act on itself where an event reaches it, by whichever way. Absent means nothing. */
export interface EventEffects {
  /** User ids who became members, or stopped being members. */
  readonly added?: readonly number[];
  readonly removed?: readonly number[];
  /**
   * Seqs of events whose frames show what is gone: a message and its edits, and messages that quote what was changed. What
   * came before them is not to be trusted either.
   */
  readonly deleted?: readonly number[];
  readonly archived?: true;
}

/** A frame without what every log frame has. */
export type FrameFields<Kind extends LogKindName> = Omit<
  LogFrameOf<FrameTypeOf<Kind>>,
  "type" | "room_id" | "seq" | "created_at"
>;

/** How the append function takes a command. */
export interface CommandKind<Command> {
  /** Messages and self-joins are taken many at a time, everything else one after the other. */
  readonly step: "post" | "join" | "change";
  /** What is wrong with its text, which no other part looks at; undefined where nothing is. */
  readonly problem: (command: Command) => FieldProblem | undefined;
  /** What its function needs besides who, where and under which id. */
  readonly item: (command: Command) => object;
  /** Its function is asked in an archived room too; others are refused there. */
  readonly inArchivedRoom: boolean;
  /** May change what others in the room are allowed to, or depends on who else is there: their joins do not move before it. */
  readonly changesRoom: boolean;
}

/** A field that cannot be taken, and a sentence for people. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Where a command is to be carried out, and for whom. */
export interface CommandTarget {
  readonly roomId: number;
  readonly actor: Actor;
  /** 1–64 bytes. The same (room, actor, id) is one event; the writer makes one where there is none. */
  readonly clientMsgId?: string | undefined;
  /** When the command arrived, epoch µs: the start of message_commit_seconds and of message_delivery_seconds. */
  readonly receivedUs: number;
}

export interface Refusal {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly field?: string;
}

export const noEffects = (): EventEffects => none;
const none: EventEffects = {};

/** Of most commands. */
export const inLiveRooms = { inArchivedRoom: false, changesRoom: false } as const;

/** Of commands whose fields are checked where they are read. */
export const noProblem = (): undefined => undefined;

/** Of a message's text. */
export function problemOfContent(
  { content }: { readonly content: string },
  files: readonly unknown[] = [],
): FieldProblem | undefined {
  const message = contentProblem(content, files);
  return message === undefined ? undefined : { field: "content", message };
}

/** Of the message that the event is about. */
export function targetOf({ roomId, seq, targetSeq }: RowOf<unknown>): number {
  if (targetSeq === undefined) throw new Error(`The event ${roomId}:${seq} has no target`);
  return targetSeq;
}
