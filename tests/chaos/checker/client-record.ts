/** What one client did and saw, as it wrote it down itself. It knows nothing of the server's insides. */
export interface ClientRecord {
  readonly name: string;
  readonly userId: number;
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
  /** Whether it was still joined at the end, so that it shall have seen everything up to the head. */
  readonly stayed: boolean;
}

/** A view that ended when the room's epoch changed. */
export interface FormerView extends Omit<RoomView, "stayed" | "pinned"> {
  readonly roomId: number;
  readonly epoch: string;
}

export type Seen =
  /** A log frame, live or of a resume. `identity`: see `identityOf`. */
  | { readonly what: "event"; readonly seq: number; readonly identity: string }
  /** A fresh page instead of a resume: the position is `lastSeq` now. */
  | { readonly what: "page"; readonly lastSeq: number }
  /** A message read from history to fill what lies before a page. */
  | { readonly what: "fill"; readonly seq: number; readonly identity: string };

/** A room as the server tells it afterwards, over REST. */
export interface RoomHistory {
  readonly roomId: number;
  readonly lastSeq: number;
  /** All messages, ascending by seq as the server gave them. */
  readonly messages: readonly { readonly seq: number; readonly userId: number; readonly clientMsgId: string }[];
  /** Seqs of what is pinned, ascending. */
  readonly pins: readonly number[];
}

/** Tells two log frames apart that stand at the same seq. */
export function identityOf(frame: {
  type: string;
  user_id?: number;
  client_msg_id?: string;
  target_seq?: number;
  on?: boolean;
}): string {
  const { type, user_id = "", client_msg_id, target_seq = "", on = "" } = frame;
  return [type, user_id, client_msg_id ?? `${target_seq} ${on}`].join(" ");
}
