import {
  changeMessage,
  isShownAs,
  type LogFrameShown,
  type LoggedFrame,
  type Message,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import { roomLogMaxItems, roomLogTrimTo } from "../../limits.ts";
import type { MessagePage } from "../../rest/messages-api.ts";
import type { LogItem } from "./log-item.ts";

type ChangeFrame = LogFrameShown<"change">;

/** A page of older messages that was asked for and has not come. */
export interface OlderLoad {
  readonly beforeSeq: number;
  /** Events that came meanwhile: the page may have been read before them. */
  readonly changes: ChangeFrame[];
}

/**
 * What this client knows of one room's log: a stretch without holes that ends at its position. Frames go on at its end,
 * pages of history at its start. Pure: it neither sends nor waits.
 */
export class RoomLog {
  #epoch: string | undefined;
  #position = 0;
  #hasOlder = false;
  #items: LogItem[] = [];
  /** Messages before this seq are not known. */
  #startSeq = 1;
  #older: OlderLoad | undefined;

  /** Ascending by seq. A new array after each change. */
  get items(): readonly LogItem[] {
    return this.#items;
  }

  /** Seq of the last event that is shown. */
  get position(): number {
    return this.#position;
  }

  /** Whether there are messages before the first item. */
  get hasOlder(): boolean {
    return this.#hasOlder;
  }

  /** Whether all messages from this seq on are among the items. */
  covers(seq: number): boolean {
    return !this.#hasOlder || seq >= this.#startSeq;
  }

  /** Where to go on after a break; undefined if there is nothing yet. */
  get resumePoint(): { after_seq: number; epoch: string } | undefined {
    return this.#epoch === undefined ? undefined : { after_seq: this.#position, epoch: this.#epoch };
  }

  /** The answer to `join_room`: what was missed follows as frames (`recovered`), or a fresh page replaces all. */
  joined(answer: ServerFrameOf<"room_joined">): void {
    if (answer.recovered && answer.epoch === this.#epoch) return;
    this.#epoch = answer.epoch;
    this.#position = answer.last_seq;
    this.#items = answer.messages.map(toItem);
    this.#startSeq = answer.messages[0]?.seq ?? answer.last_seq + 1;
    this.#hasOlder = answer.has_more;
    this.#older = undefined;
  }

  /** Takes the next frame of the log. `hole`: an earlier one is missing, nothing was taken, join again. */
  apply(frame: LoggedFrame): "applied" | "known" | "hole" {
    if (this.#epoch === undefined || frame.seq > this.#position + 1) return "hole";
    if (frame.seq <= this.#position) return "known";
    this.#position = frame.seq;
    if (isShownAs(frame, "message")) this.#append(toItem(toMessage(frame)));
    else if (isShownAs(frame, "change")) this.#change(frame);
    else if (frame.type === "messages_expired") this.#expire(frame.up_to_seq);
    else if (isShownAs(frame, "notice")) this.#append({ kind: "notice", seq: frame.seq, notice: frame });
    return "applied";
  }

  /** What to ask for to go further back; undefined if there is nothing, or if it has been asked for. */
  loadOlder(): OlderLoad | undefined {
    if (!this.#hasOlder || this.#older !== undefined) return undefined;
    this.#older = { beforeSeq: this.#startSeq, changes: [] };
    return this.#older;
  }

  /** The page for `load`; ignored if a fresh page or trimming made it useless. */
  olderLoaded(load: OlderLoad, page: MessagePage): void {
    if (load !== this.#older) return;
    this.#older = undefined;
    this.#hasOlder = page.has_more && page.messages.length > 0;
    const messages = page.messages.map((message) => load.changes.reduce(applyTo, message));
    this.#items = [...messages.map(toItem), ...this.#items];
    this.#startSeq = messages[0]?.seq ?? this.#startSeq;
  }

  /** The page for `load` did not come: it may be asked for again. */
  olderFailed(load: OlderLoad): void {
    if (load === this.#older) this.#older = undefined;
  }

  #append(item: LogItem): void {
    this.#items = [...this.#items, item];
    if (this.#items.length <= roomLogMaxItems) return;
    this.#items = this.#items.slice(-roomLogTrimTo);
    this.#startSeq = this.#items[0]?.seq ?? this.#position + 1;
    this.#hasOlder = true;
    this.#older = undefined;
  }

  #expire(upToSeq: number): void {
    // A page on its way may have been read before: it is asked for again.
    this.#older = undefined;
    this.#items = this.#items.filter((item) => item.seq > upToSeq);
    if (this.#startSeq <= upToSeq + 1) this.#hasOlder = false;
  }

  #change(change: ChangeFrame): void {
    if (change.target_seq < this.#startSeq) {
      this.#older?.changes.push(change);
      return;
    }
    this.#items = this.#items.map((item) =>
      item.kind === "message" && item.seq === change.target_seq
        ? { ...item, message: changeMessage(item.message, change) }
        : item,
    );
  }
}

function toItem(message: Message): LogItem {
  return { kind: "message", seq: message.seq, message };
}

function toMessage({ type: _, ...message }: ServerFrameOf<"new_message">): Message {
  return message;
}

function applyTo(message: Message, change: ChangeFrame): Message {
  return change.target_seq === message.seq ? changeMessage(message, change) : message;
}
