import type { Static } from "typebox";
import type { Message, Quote, Room } from "../fields.ts";
import {
  asUnreadAsBefore,
  type ChangedThread,
  type LogKind,
  nobody,
  noThread,
  sameMessage,
  sameQuote,
  sameRoom,
  type Shown,
  type Unread,
} from "./log-kind.ts";
import { memberAdded, memberAddedFrame } from "./member-added.ts";
import { memberRemoved, memberRemovedFrame } from "./member-removed.ts";
import { memberUpdated, memberUpdatedFrame } from "./member-updated.ts";
import { messageDeleted, messageDeletedFrame } from "./message-deleted.ts";
import { messageEdited, messageEditedFrame } from "./message-edited.ts";
import { messagePinned, messagePinnedFrame } from "./message-pinned.ts";
import { messagesExpired, messagesExpiredFrame } from "./messages-expired.ts";
import { newMessage, newMessageFrame } from "./new-message.ts";
import { previewsChanged, previewsChangedFrame } from "./previews-changed.ts";
import { reaction, reactionFrame } from "./reaction.ts";
import { roomUpdated, roomUpdatedFrame } from "./room-updated.ts";

/** The schemas of the frames, by `type`. Apart from the kinds: a page reads frames and checks none. */
export const logFrames = {
  new_message: newMessageFrame,
  message_edited: messageEditedFrame,
  message_deleted: messageDeletedFrame,
  message_pinned: messagePinnedFrame,
  messages_expired: messagesExpiredFrame,
  previews_changed: previewsChangedFrame,
  reaction: reactionFrame,
  member_added: memberAddedFrame,
  member_removed: memberRemovedFrame,
  member_updated: memberUpdatedFrame,
  room_updated: roomUpdatedFrame,
} as const;

export type LogFrameType = keyof typeof logFrames;

/** Every kind of event that this release knows, by the `type` of its frame; `room_log.kind` is the same (message → new_message). */
const logKinds = {
  new_message: newMessage,
  message_edited: messageEdited,
  message_deleted: messageDeleted,
  message_pinned: messagePinned,
  messages_expired: messagesExpired,
  previews_changed: previewsChanged,
  reaction,
  member_added: memberAdded,
  member_removed: memberRemoved,
  member_updated: memberUpdated,
  room_updated: roomUpdated,
} as const satisfies { readonly [Type in LogFrameType]: LogKind<(typeof logFrames)[Type]> };

export type LogFrameOf<Type extends LogFrameType> = Static<(typeof logFrames)[Type]>;
export type LogFrame = { [Type in LogFrameType]: LogFrameOf<Type> }[LogFrameType];
/** An event of a kind that a later release brings: it keeps its place in the log, and nothing is made of it. */
export interface LaterEvent {
  readonly type: "later_event";
  readonly room_id: number;
  readonly seq: number;
}
export type LoggedFrame = LogFrame | LaterEvent;
/** The frames that a conversation shows so; a noticed change is shown both ways. */
export type LogFrameShown<How extends Shown> = {
  [Type in LogFrameType]: (typeof logKinds)[Type]["shown"] extends How | NoticedAs<How> ? LogFrameOf<Type> : never;
}[LogFrameType];
type NoticedAs<How extends Shown> = How extends "change" | "notice" ? "noticed_change" : never;

export function isLogFrameType(type: string): type is LogFrameType {
  return Object.hasOwn(logKinds, type);
}

/** Whether a frame has its place in a room's log. */
export function isLogged(frame: { readonly type: string }): frame is LoggedFrame {
  return frame.type === "later_event" || isLogFrameType(frame.type);
}

export function isShownAs<How extends Shown>(frame: LoggedFrame, how: How): frame is LogFrameShown<How> {
  const { shown } = kindOf(frame);
  return shown === how || (shown === "noticed_change" && (how === "change" || how === "notice"));
}

/** The message after the event; the same object if it already shows that event or a later one (`updated_seq`). */
export function changeMessage(message: Message, change: LogFrameShown<"change">): Message {
  if (change.seq <= (message.updated_seq ?? message.seq)) return message;
  return { ...kindOf(change).message(message, change), updated_seq: change.seq };
}

/**
 * The message after the event changed the one that it quotes; the same object where it quotes another, or none. For each
 * message that is shown and each event of its room, also for those on pages that were asked for before the event came.
 */
export function changeQuote(message: Message, frame: LoggedFrame): Message {
  const { quote } = message;
  // What is deleted stays so: an edit from before may come after the page that shows it.
  if (quote === undefined || quote.deleted === true) return message;
  const changed = kindOf(frame).quote(quote, frame);
  return changed === quote ? message : { ...message, quote: changed };
}

/** The message after the event changed the thread that it is the root of; the same object where it is no such, or knows better. */
export function changeThread(message: Message, frame: LoggedFrame): Message {
  const changed = kindOf(frame).thread(frame);
  if (changed === undefined || changed.root !== message.seq) return message;
  if (changed.thread.updated_seq <= (message.thread?.updated_seq ?? 0)) return message;
  return { ...message, thread: changed.thread };
}

/**
 * The message after any event of its room: it was changed itself, or what it quotes, or the thread that it is the root of. The
 * same object where the event does not concern it, or it knows better.
 */
export function changeBy(message: Message, frame: LoggedFrame): Message {
  const isItself = isShownAs(frame, "change") && frame.target_seq === message.seq;
  return changeThread(isItself ? changeMessage(message, frame) : changeQuote(message, frame), frame);
}

/** The room after the event; the same object where it does not concern it. */
export function changeRoom<Known extends Room>(room: Known, frame: LoggedFrame): Known {
  return kindOf(frame).room(room, frame);
}

/** What is unread after the event; undefined if as much as before. */
export function unreadBy(frame: LoggedFrame): Unread | undefined {
  return kindOf(frame).unread(frame);
}

/** User ids whose membership the event ends. */
export function removedBy(frame: LoggedFrame): readonly number[] {
  return kindOf(frame).removes(frame);
}

/** Each kind takes its own frames, and gets no others. */
function kindOf({ type }: LoggedFrame): AnyKind {
  return type === "later_event" ? laterKind : (logKinds[type] as unknown as AnyKind);
}

type AnyKind = Omit<LogKind, "message" | "quote" | "thread" | "room" | "unread" | "removes"> & {
  readonly message: (message: Message, frame: LoggedFrame) => Message;
  readonly quote: (quote: Quote, frame: LoggedFrame) => Quote;
  readonly thread: (frame: LoggedFrame) => ChangedThread | undefined;
  readonly room: <Known extends Room>(room: Known, frame: LoggedFrame) => Known;
  readonly unread: (frame: LoggedFrame) => Unread | undefined;
  readonly removes: (frame: LoggedFrame) => readonly number[];
};

const laterKind: AnyKind = {
  shown: "nothing",
  message: sameMessage,
  quote: sameQuote,
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};
