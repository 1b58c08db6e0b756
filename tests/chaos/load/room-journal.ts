import {
  type FormerView,
  identityOf,
  type Mentions,
  type RoomView,
  type Seen,
  talkOf,
  type ThreadsView,
  type ToldThread,
} from "../checker/client-record.ts";

/** Far below what a room may have: everybody pins and unpins at once. */
const pinsInRoom = 10;
/** So many events from one root of threads to the next. */
const eventsPerRoot = 100;

type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

interface ThreadOfFrame {
  readonly reply_count: number;
  readonly last_reply_seq: number;
  readonly user_ids: readonly number[];
  readonly updated_seq: number;
}

/** One client's position in one room, and all that it saw there. */
export class RoomJournal {
  readonly roomId: number;
  /** `undefined` until the first join was answered. */
  epoch: string | undefined;
  position = -1;
  joined = false;
  /** When the newest message that was seen was sent, by its sender's clock. */
  newestSentAt = 0;
  /** Of the newest message that was seen in this epoch. */
  newestSeq: number | undefined;
  /** Of the page that is asked for, to fill what lies before a fresh page. */
  fillBefore: number | undefined;
  /** Whether its instance tells of threads and of whom messages call. */
  tellsTalk = false;
  /** The message in whose thread one replies now. */
  rootSeq: number | undefined;
  /** Replies that came without their thread. */
  looseReplies = 0;
  /** Quotes of another message than the one that is answered. */
  wrongQuotes = 0;
  /** Events that pinned what was pinned, or took away a pin that was not there. */
  idlePins = 0;
  readonly former: FormerView[] = [];
  #from = -1;
  #fillDownTo = -1;
  #seen: Seen[] = [];
  #count = 0;
  /** The oldest pin first; undefined where the instance does not tell of pins. */
  #pinned: Set<number> | undefined;
  /** What `#pinned` was told at: events up to it are in it. */
  #pinnedAt = 0;
  /** Undefined where the instance does not tell of threads; each thing that was told once, by what it says. */
  #threads: { readonly told: Map<string, ToldThread>; known: Map<number, ToldThread>; from: number } | undefined;

  constructor(roomId: number) {
    this.roomId = roomId;
  }

  /** Log frames and messages of pages, over all epochs. */
  get count(): number {
    return this.#count;
  }

  get view(): RoomView {
    const pinned = this.#pinned && [...this.#pinned].toSorted((one, other) => one - other);
    return { from: this.#from, seen: this.#seen, stayed: this.joined, pinned, threads: this.#threadsView };
  }

  get #threadsView(): ThreadsView | undefined {
    return this.#threads && { ...this.#threads, told: [...this.#threads.told.values()] };
  }

  /** A change of what is pinned that keeps the room's pins few; undefined where nothing can be. */
  get nextPin(): { readonly seq: number; readonly on: boolean } | undefined {
    const [oldest] = this.#pinned ?? [];
    if (this.#pinned === undefined || this.newestSeq === undefined) return undefined;
    return oldest !== undefined && this.#pinned.size >= pinsInRoom
      ? { seq: oldest, on: false }
      : { seq: this.newestSeq, on: true };
  }

  /** What a `join_room` says of us. */
  get whereWeWere(): { after_seq?: number; epoch?: string; threads?: true } {
    const place = this.epoch === undefined ? {} : { after_seq: this.position, epoch: this.epoch };
    return { ...place, ...this.withThreads };
  }

  /** Pages hold all that was written, where one can ask for that. */
  get withThreads(): { threads?: true } {
    return this.tellsTalk ? { threads: true } : {};
  }

  /** Takes a `room_joined`. */
  take(frame: Frame): void {
    this.joined = true;
    const pins = frame["pins"] as readonly number[] | undefined;
    this.#pinned = pins && new Set(pins);
    this.#pinnedAt = frame["last_seq"] as number;
    if (!this.tellsTalk) this.#threads = undefined;
    else this.#threads ??= { told: new Map(), known: new Map(), from: this.position };
    if (frame["recovered"] === true) return;
    const lastSeq = frame["last_seq"] as number;
    const epoch = frame["epoch"] as string;
    if (this.epoch !== epoch) {
      this.#begin(epoch, lastSeq);
      return;
    }
    // What an earlier page left to fill is still to be filled.
    if (this.fillBefore === undefined) this.#fillDownTo = this.position;
    this.#seen.push({ what: "page", lastSeq });
    this.position = lastSeq;
    // Of a thread whose root is above the page nothing is said: it is as if one had come now.
    if (this.#threads !== undefined) this.#threads = { ...this.#threads, known: new Map(), from: lastSeq };
    this.fill(frame);
  }

  /** Takes a page of messages, and knows whether one before it is missing still. */
  fill(frame: Frame): void {
    const messages = frame["messages"] as Frame[];
    for (const message of messages) {
      this.#noteMessage(message);
      const identity = identityOf({ ...message, type: "new_message" });
      this.#seen.push({ what: "fill", seq: message["seq"] as number, identity, talk: this.#talkOf(message) });
      this.#noteSender(message);
    }
    const first = messages[0]?.["seq"] as number | undefined;
    const wanted = frame["has_more"] === true && first !== undefined && first > this.#fillDownTo + 1;
    this.fillBefore = wanted ? first : undefined;
  }

  event(frame: Frame): void {
    const seq = frame["seq"] as number;
    const isMessage = frame.type === "new_message";
    const talk = isMessage ? this.#talkOf(frame) : undefined;
    this.#seen.push({ what: "event", seq, identity: identityOf(frame), talk });
    this.position = Math.max(this.position, seq);
    if (isMessage) this.#noteMessage(frame);
    if (isMessage && frame["thread_seq"] !== undefined && frame["thread"] === undefined) this.looseReplies += 1;
    if (frame.type === "message_pinned" && seq > this.#pinnedAt) this.#notePin(frame);
    this.#noteSender(frame);
  }

  #begin(epoch: string, lastSeq: number): void {
    if (this.epoch !== undefined) {
      this.former.push({ roomId: this.roomId, epoch: this.epoch, from: this.#from, seen: this.#seen });
    }
    this.epoch = epoch;
    this.#from = lastSeq;
    this.position = lastSeq;
    this.#seen = [];
    this.newestSeq = undefined;
    this.rootSeq = undefined;
    this.fillBefore = undefined;
    this.#threads = this.tellsTalk ? { told: new Map(), known: new Map(), from: lastSeq } : undefined;
  }

  #talkOf(message: Frame): string | undefined {
    return this.tellsTalk ? talkOf(message as Frame & { readonly mentions?: Mentions }) : undefined;
  }

  #noteMessage(message: Frame): void {
    const seq = message["seq"] as number;
    this.newestSeq = Math.max(this.newestSeq ?? 0, seq);
    const isReply = message["thread_seq"] !== undefined;
    if (!isReply && (this.rootSeq === undefined || seq >= this.rootSeq + eventsPerRoot)) this.rootSeq = seq;
    this.#noteThread(message);
    const quote = message["quote"] as { readonly seq: number } | undefined;
    // An instance of an earlier release says none.
    if (quote !== undefined && quote.seq !== message["reply_to"]) this.wrongQuotes += 1;
  }

  #noteThread(message: Frame): void {
    const thread = message["thread"] as ThreadOfFrame | undefined;
    if (thread === undefined || this.#threads === undefined) return;
    const root = (message["thread_seq"] ?? message["seq"]) as number;
    const {
      reply_count: replyCount,
      last_reply_seq: lastReplySeq,
      user_ids: userIds,
      updated_seq: updatedSeq,
    } = thread;
    const told = { root, replyCount, lastReplySeq, userIds, updatedSeq };
    this.#threads.told.set(JSON.stringify(told), told);
    if (updatedSeq > (this.#threads.known.get(root)?.updatedSeq ?? -1)) this.#threads.known.set(root, told);
  }

  #notePin(frame: Frame): void {
    if (this.#pinned === undefined) return;
    const target = frame["target_seq"] as number;
    if (this.#pinned.has(target) === frame["on"]) this.idlePins += 1;
    if (frame["on"] === true) this.#pinned.add(target);
    else this.#pinned.delete(target);
  }

  /** Messages of the load begin with the time at which they were first sent. */
  #noteSender({ content }: Frame): void {
    this.#count += 1;
    if (typeof content === "string") this.newestSentAt = Math.max(this.newestSentAt, Number.parseInt(content) || 0);
  }
}
