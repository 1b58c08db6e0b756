import { Type, type Static, type TObject, type TProperties } from "typebox";
import { Id, type Message, type Quote, type Room, type Thread, Timestamp } from "../fields.ts";

/**
 * What a conversation makes of an event: a line of its own, a change of a message, a line about the room, or a change that
 * such a line tells of.
 */
export type Shown = "message" | "change" | "notice" | "noticed_change" | "nothing";

/**
 * What a client makes of one kind of event of a room's log. All of it is pure, and each part says so
 * where it has nothing to do: nobody forgets one.
 */
export interface LogKind<Frame extends TObject = TObject, How extends Shown = Shown> {
  readonly shown: How;
  /** What a `change`, noticed or not, makes of the message; that it has been made (`updated_seq`) is `changeMessage`'s to say. */
  readonly message: (message: Message, frame: Static<Frame>) => Message;
  /** What the quote of a message is after it; the same object where it is not concerned. Deleted ones are not asked. */
  readonly quote: (quote: Quote, frame: Static<Frame>) => Quote;
  /** The thread that it changes: its root, and what it is then. */
  readonly thread: (frame: Static<Frame>) => ChangedThread | undefined;
  /** The room after the event; the same object where it is not concerned. */
  readonly room: <Known extends Room>(room: Known, frame: Static<Frame>) => Known;
  /** What is unread after it: `counts` a message more, `takes` one away, or `recounts` whom one calls. */
  readonly unread: (frame: Static<Frame>) => Unread | undefined;
  /** User ids whose membership it ends. */
  readonly removes: (frame: Static<Frame>) => readonly number[];
}

export interface ChangedThread {
  readonly root: number;
  readonly thread: Thread;
}

export type Unread = { readonly counts: Message } | { readonly takes: number } | { readonly recounts: Calling };

/** What of a message says whom it calls. */
export type Calling = Pick<Message, "seq" | "user_id" | "content" | "mentions">;

/** A row of a room's log as a frame: `seq` is its own place in it. */
export function logFrame<const Name extends string, Fields extends TProperties>(type: Name, fields: Fields) {
  return Type.Object({ type: Type.Literal(type), room_id: Id, seq: Id, created_at: Timestamp, ...fields });
}

// What most kinds say of most parts.
export const sameMessage = (message: Message): Message => message;
export const sameQuote = (quote: Quote): Quote => quote;
export const noThread = (): undefined => undefined;
export const sameRoom = <Known extends Room>(room: Known): Known => room;
export const asUnreadAsBefore = (): undefined => undefined;
export const nobody = (): readonly number[] => [];
