import {
  changeBy,
  changeMessage,
  changeQuote,
  changeThread,
  isInTimeline,
  isShownAs,
  type LogFrameShown,
  type LoggedFrame,
  type Message,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import { logReach } from "../../limits.ts";
import type { LogItem } from "./log-item.ts";
import { LogItems } from "./log-items.ts";
import { type Sight, type Stretch, Stretches } from "./stretches.ts";

type ChangeFrame = LogFrameShown<"change">;

/** Messages that follow each other, and whether there are others before and after them. */
export interface LoadedPage {
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** What the answer to `join_room` says of the log. */
export type JoinedLog = Pick<
  ServerFrameOf<"room_joined">,
  "epoch" | "last_seq" | "messages" | "recovered" | "has_more"
>;

/** A page that was asked for and has not come. */
export interface PageLoad {
  /** Before `seq`, after it, or around it. */
  readonly side: "older" | "newer" | "around";
  readonly seq: number;
  /** How far the log had come when it was asked for: the page is no older than that. */
  readonly position: number;
  /** Events of other messages that came meanwhile: the page may have been read before them. */
  readonly events: LoggedFrame[];
}

interface RoomLogOptions {
  readonly reach?: typeof logReach;
  /** Of the log only what stands in the thread of this message is kept, and that message itself. */
  readonly threadSeq?: number | undefined;
}

/**
 * What this client knows of one room's log: stretches of it, and which of them is looked at (the view). Frames go on at the
 * end of the live one, pages anywhere; those that meet become one. It keeps what the room shows, or one of its threads.
 * Pure: it neither sends nor waits.
 */
export class RoomLog {
  readonly #threadSeq: number | undefined;
  #epoch: string | undefined;
  readonly #stretches: Stretches;
  #sight: Sight | undefined;
  readonly #loads = new Set<PageLoad>();
  /** Messages up to there are gone for good. */
  #expiredSeq = 0;
  /** Where the log ended when it was joined last. */
  #joinedSeq = 0;

  constructor({ reach = logReach, threadSeq }: RoomLogOptions = {}) {
    this.#stretches = new Stretches(reach);
    this.#threadSeq = threadSeq;
  }

  /** What the view shows. */
  get items(): LogItems {
    return this.#stretches.view.items;
  }

  /** The newest of the log, whatever the view shows. */
  get newest(): LogItems {
    return this.#stretches.live.items;
  }

  /** Seq of the last event that came. */
  get position(): number {
    return this.#stretches.live.toSeq;
  }

  /** Whether all that was missed has come. */
  get isCaughtUp(): boolean {
    return this.#epoch !== undefined && this.position >= this.#joinedSeq;
  }

  /** Whether the view is the live stretch. */
  get isLive(): boolean {
    return this.#stretches.view === this.#stretches.live;
  }

  /** Whether there are messages before the view's first item. */
  get hasOlder(): boolean {
    return this.#stretches.view.fromSeq > 1;
  }

  get hasNewer(): boolean {
    return !this.isLive;
  }

  /** The first and the last seq that the view tells of. */
  get extent(): { readonly fromSeq: number; readonly toSeq: number } {
    return this.#stretches.view;
  }

  /** Where the reader is in a view whose events were missed: what is around it must be asked for. */
  get staleSeq(): number | undefined {
    return this.#stretches.isViewStale ? this.#sight?.fromSeq : undefined;
  }

  /** The first item from `seq` on that fits; undefined too where it cannot be told, for it may be among what is not loaded. */
  findFrom(seq: number, fits: (item: LogItem) => boolean): LogItem | undefined {
    const items = this.#stretches.covering(seq)?.items;
    return items?.slice(items.indexFrom(seq)).find(fits);
  }

  /** All from one seq to another, both included; undefined where not all of it is loaded. */
  between(fromSeq: number, toSeq: number): LogItems | undefined {
    const stretch = this.#stretches.covering(fromSeq);
    return stretch === undefined || stretch.toSeq < toSeq ? undefined : stretch.items.between(fromSeq, toSeq);
  }

  /** Where to go on after a break; undefined if there is nothing yet. */
  get resumePoint(): { after_seq: number; epoch: string } | undefined {
    return this.#epoch === undefined ? undefined : { after_seq: this.position, epoch: this.#epoch };
  }

  /**
   * The answer to `join_room`: what was missed follows as frames (`recovered`), or a fresh page replaces all. Who reads far
   * above that page goes on seeing what was there (`staleSeq`).
   */
  joined(answer: JoinedLog): void {
    this.#joinedSeq = answer.last_seq;
    if (answer.recovered && answer.epoch === this.#epoch) return;
    const isSameLog = answer.epoch === this.#epoch;
    const [first] = answer.messages;
    const fromSeq = answer.has_more ? (first?.seq ?? answer.last_seq + 1) : 1;
    const live = { items: this.#itemsOf(answer.messages), fromSeq, toSeq: answer.last_seq };
    const keepsView = isSameLog && this.#isSightInView() && (this.#sight?.fromSeq ?? fromSeq) < fromSeq;
    this.#epoch = answer.epoch;
    this.#loads.clear();
    this.#stretches.start(live, keepsView);
    if (!isSameLog) this.#expiredSeq = 0;
    if (!keepsView) this.#sight = undefined;
  }

  /** Takes the next frame of the log. `hole`: an earlier one is missing, nothing was taken, join again. */
  apply(frame: LoggedFrame): "applied" | "known" | "hole" {
    if (this.#epoch === undefined || frame.seq > this.position + 1) return "hole";
    if (frame.seq <= this.position) return "known";
    this.#stretches.append(frame.seq, this.#itemOf(frame));
    const rootSeq = rootOf(frame);
    if (isShownAs(frame, "change") || frame.type === "messages_expired" || rootSeq !== undefined) {
      for (const load of this.#loads) load.events.push(frame);
    }
    if (isShownAs(frame, "change")) this.#change(frame);
    if (rootSeq !== undefined) this.#changeMessage(rootSeq, (root) => changeThread(root, frame));
    if (frame.type === "messages_expired") this.#expire(frame.up_to_seq);
    if (frame.type !== "reaction") this.#changeQuotes(frame);
    if (this.#sight === undefined || !this.isLive) this.#stretches.trimUnseen();
    else this.#stretches.trim(this.#sight);
    return "applied";
  }

  /** What of the view is on the screen: only what is far from it may go. Answers whether something went. */
  setInSight(fromSeq: number, toSeq: number): boolean {
    const { view } = this.#stretches;
    this.#sight = { fromSeq, toSeq };
    this.#stretches.trim(this.#sight);
    return view !== this.#stretches.view;
  }

  /** What to ask for to go on at the view's edge; undefined if there is nothing, or if it has been asked for. */
  askAtEdge(side: "older" | "newer"): PageLoad | undefined {
    if (this.#stretches.isViewStale || (side === "older" ? !this.hasOlder : !this.hasNewer)) return undefined;
    const seq = side === "older" ? this.extent.fromSeq : this.extent.toSeq;
    const isAsked = [...this.#loads].some((load) => load.side === side && load.seq === seq);
    return isAsked ? undefined : this.#ask(side, seq);
  }

  askAround(seq: number): PageLoad {
    return this.#ask("around", seq);
  }

  /** The page for `load`; nothing comes of it where a fresh page has come since, or the room was left. */
  loaded(load: PageLoad, page: LoadedPage): void {
    if (!this.#loads.delete(load)) return;
    const stretch = this.#toStretch(load, page);
    if (stretch.fromSeq > stretch.toSeq) return;
    this.#stretches.add(stretch);
    this.#stretches.trim(this.#sight);
  }

  /** The page for `load` did not come: it may be asked for again. */
  failed(load: PageLoad): void {
    this.#loads.delete(load);
  }

  /** Shows what is around `seq`. Answers with the message there, or the nearest; undefined where it has to be loaded first. */
  show(seq: number): number | undefined {
    const stretch = this.#stretches.covering(Math.min(seq, this.position));
    const landed = stretch === undefined ? undefined : nearest(stretch.items, seq);
    if (stretch === undefined || landed === undefined) return undefined;
    this.#look(stretch);
    return landed;
  }

  showNewest(): void {
    this.#look(this.#stretches.live);
  }

  /** Nobody looks at the room any more. */
  left(): void {
    this.#loads.clear();
    this.#sight = undefined;
    this.#stretches.leave();
  }

  #isSightInView(): boolean {
    const { fromSeq, toSeq } = this.extent;
    return this.#sight !== undefined && this.#sight.fromSeq <= toSeq && this.#sight.toSeq >= fromSeq;
  }

  #look(stretch: Stretch): void {
    const sight = this.#sight;
    if (stretch !== this.#stretches.view) this.#sight = undefined;
    this.#stretches.look(stretch, sight);
  }

  #ask(side: PageLoad["side"], seq: number): PageLoad {
    const load = { side, seq, position: this.position, events: [] };
    this.#loads.add(load);
    return load;
  }

  /** The part of the log that a page tells all of. What the page knows beyond the position will come as frames. */
  #toStretch({ side, seq, position, events }: PageLoad, { hasOlder, hasNewer, ...page }: LoadedPage): Stretch {
    const first = page.messages[0]?.seq;
    const last = page.messages.at(-1)?.seq;
    const fromSeq = hasOlder && first !== undefined ? first : 1;
    const toSeq = hasNewer && last !== undefined ? last : Math.max(position, last ?? 0);
    const extent = {
      fromSeq: side === "newer" ? seq + 1 : fromSeq <= this.#expiredSeq + 1 ? 1 : fromSeq,
      toSeq: Math.min(side === "older" ? seq - 1 : toSeq, this.position),
    };
    const messages = page.messages.map((message) => events.reduce(changeBy, message));
    const items = this.#itemsOf(messages).between(this.#expiredSeq + 1, extent.toSeq);
    return { items, ...extent };
  }

  #expire(upToSeq: number): void {
    this.#expiredSeq = Math.max(this.#expiredSeq, upToSeq);
    this.#stretches.expire(upToSeq);
  }

  #changeQuotes(frame: LoggedFrame): void {
    if (isShownAs(frame, "message")) return;
    this.#stretches.map((item) => {
      if (item.kind !== "message") return item;
      const message = changeQuote(item.message, frame);
      return message === item.message ? item : { ...item, message };
    });
  }

  #change(change: ChangeFrame): void {
    this.#changeMessage(change.target_seq, (message) => changeMessage(message, change));
  }

  #changeMessage(seq: number, make: (message: Message) => Message): void {
    this.#stretches.change(seq, (item) => (item.kind === "message" ? { ...item, message: make(item.message) } : item));
  }

  #itemsOf(messages: readonly Message[]): LogItems {
    return LogItems.of(messages.filter((message) => this.#holds(message)).map(toItem));
  }

  #itemOf(frame: LoggedFrame): LogItem | undefined {
    if (isShownAs(frame, "message")) return this.#holds(frame) ? toItem(toMessage(frame)) : undefined;
    const isNotice = this.#threadSeq === undefined && isShownAs(frame, "notice");
    return isNotice ? { kind: "notice", seq: frame.seq, notice: frame } : undefined;
  }

  #holds(message: Message): boolean {
    if (this.#threadSeq === undefined) return isInTimeline(message);
    return message.thread_seq === this.#threadSeq || message.seq === this.#threadSeq;
  }
}

/** Whose thread the event changes. */
function rootOf(frame: LoggedFrame): number | undefined {
  return "thread_seq" in frame ? frame.thread_seq : undefined;
}

function toItem(message: Message): LogItem {
  return { kind: "message", seq: message.seq, message };
}

/** What the frame of a reply says of a thread is its root's. */
function toMessage({ type: _, thread, ...message }: ServerFrameOf<"new_message">): Message {
  return thread === undefined || message.thread_seq !== undefined ? message : { ...message, thread };
}

/** The first message from `seq` on, or else the last before it. */
function nearest(items: LogItems, seq: number): number | undefined {
  const isMessage = ({ kind }: LogItem) => kind === "message";
  const index = items.indexFrom(seq);
  return (items.slice(index).find(isMessage) ?? items.slice(0, index).findLast(isMessage))?.seq;
}
