/** What one client did and saw, as it wrote it down itself. It knows nothing of the server's insides. */
export interface ClientRecord {
  readonly name: string;
  readonly userId: number;
  /** As others name it; absent where nobody does. */
  readonly username?: string | undefined;
  /** Whether it waited for each ack before it sent the next message. */
  readonly waitsForAck: boolean;
  /** In the order sent, without repeats; `clientMsgId` is unique among all clients and runs. */
  readonly sent: readonly SentMessage[];
  readonly acks: readonly Ack[];
  readonly rooms: ReadonlyMap<number, RoomView>;
  /** The epoch of each view in `rooms`; without it the log is one for the whole run. */
  readonly epochs?: ReadonlyMap<number, string>;
  /** What it saw before the log was replaced, if it was. */
  readonly formerViews?: readonly FormerView[];
}

export interface SentMessage {
  readonly roomId: number;
  readonly clientMsgId: string;
  /** In which threads it was written, by their roots, 0 for none: several where a log or a release made that necessary. */
  readonly roots?: readonly number[];
  /** In a thread it was to be shown in the room as well. */
  readonly inRoom?: boolean;
}

export interface Ack {
  readonly roomId: number;
  readonly clientMsgId: string;
  readonly seq: number;
  /** Of the room as the client knew it then: what an older log acked need not be in the newer one. */
  readonly epoch?: string;
}

/** What one client saw of one room, in order of arrival. */
export interface RoomView {
  /** `last_seq` of the first page: what came later shall all have been seen. */
  readonly from: number;
  readonly seen: readonly Seen[];
  /** Seqs of what was pinned at the end, ascending, where its instance told of pins. */
  readonly pinned?: readonly number[] | undefined;
  /** What it was told of threads, where its instance told of any. */
  readonly threads?: ThreadsView | undefined;
  /** Whether it was still joined at the end, so that it shall have seen everything up to the head. */
  readonly stayed: boolean;
}

export interface ThreadsView {
  /** All that was said of any thread, each once. */
  readonly told: readonly ToldThread[];
  /** By root the newest of what was told since `from`: what it knew at the end. */
  readonly known: ReadonlyMap<number, ToldThread>;
  /** It heard of every reply after this seq. */
  readonly from: number;
}

/** `thread` of a message or event, and whose it is. */
export interface ToldThread {
  readonly root: number;
  readonly replyCount: number;
  readonly lastReplySeq: number;
  readonly userIds: readonly number[];
  readonly updatedSeq: number;
}

/** A view that ended when the room's epoch changed. */
export interface FormerView extends Omit<RoomView, "stayed" | "pinned" | "threads"> {
  readonly roomId: number;
  readonly epoch: string;
}

export type Seen =
  /** A log frame, live or of a resume. `identity`: see `identityOf`. */
  | { readonly what: "event"; readonly seq: number; readonly identity: string; readonly talk?: string | undefined }
  /** A fresh page instead of a resume: the position is `lastSeq` now. */
  | { readonly what: "page"; readonly lastSeq: number }
  /** A message read from history to fill what lies before a page. */
  | { readonly what: "fill"; readonly seq: number; readonly identity: string; readonly talk?: string | undefined };

/** A room as the server tells it afterwards, over REST. */
export interface RoomHistory {
  readonly roomId: number;
  readonly lastSeq: number;
  /** All messages, those in threads too, ascending by seq as the server gave them. */
  readonly messages: readonly HistoryMessage[];
  /** Seqs of what is pinned, ascending. */
  readonly pins: readonly number[];
  /** What other lists say of the same messages, where they were asked for. */
  readonly lists?: RoomLists;
}

export interface HistoryMessage {
  readonly seq: number;
  readonly userId: number;
  readonly clientMsgId: string;
  readonly content?: string;
  /** Of a reply in a thread: its root, and whether the room shows it as well. */
  readonly threadSeq?: number | undefined;
  readonly inRoom?: boolean | undefined;
  readonly mentions?: Mentions | undefined;
}

export interface Mentions {
  readonly user_ids: readonly number[];
  readonly room?: string;
}

export interface RoomLists {
  /** Seqs of what the room shows. */
  readonly timeline: readonly number[];
  /** By root the seqs of its replies, of each message that has any. */
  readonly threads: ReadonlyMap<number, readonly number[]>;
  /** What is unread for people who are members. */
  readonly unread: readonly UnreadPlace[];
}

export interface UnreadPlace {
  readonly userId: number;
  readonly lastReadSeq: number;
  readonly unread: number;
  readonly mentions: number;
}

/** Tells two log frames apart that stand at the same seq. An instance that does not know the kind calls who did it `actor_id`. */
export function identityOf(frame: {
  type: string;
  user_id?: number;
  actor_id?: number;
  client_msg_id?: string;
  target_seq?: number;
  on?: boolean;
}): string {
  const { type, actor_id = "", user_id = actor_id, client_msg_id, target_seq = "", on = "" } = frame;
  return [type, user_id, client_msg_id ?? `${target_seq} ${on}`].join(" ");
}

/** Where a message stands and whom it calls: the same to everyone whose instance tells of threads. */
export function talkOf(message: {
  thread_seq?: number | undefined;
  in_room?: boolean | undefined;
  mentions?: Mentions | undefined;
}): string {
  const { thread_seq = 0, in_room = false, mentions } = message;
  return `in thread ${thread_seq}${in_room ? " and the room" : ""}, calls ${mentions?.user_ids.join(" ") ?? ""} ${mentions?.room ?? ""}`;
}
