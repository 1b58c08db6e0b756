import type { LogItem } from "../log/log-item.ts";
import type { RoomLog } from "../log/room-log.ts";

/**
 * Where the line "New" stands: above the first message by others that was unread when one began to look. It stays while
 * one looks, and moves when something came while one looked away.
 */
export class NewLine {
  readonly #userId: number;
  #isWatched = true;
  /** Messages up to here are not new. */
  #afterSeq = 0;
  /** What comes after this is seen as it comes. */
  #untilSeq = 0;
  #seq: number | undefined;

  constructor(userId: number) {
    this.#userId = userId;
  }

  get seq(): number | undefined {
    return this.#seq;
  }

  /** The room was opened, and its log ends at `headSeq`. */
  opened(lastReadSeq: number, headSeq: number): void {
    this.#place(lastReadSeq, this.#isWatched ? headSeq : Infinity);
  }

  /** Whether somebody looks at the room, from now on. */
  watched(isWatched: boolean, headSeq: number): void {
    if (isWatched === this.#isWatched) return;
    this.#isWatched = isWatched;
    if (isWatched) this.#untilSeq = Math.min(this.#untilSeq, headSeq);
  }

  /** The next message came. */
  came(seq: number, userId: number): void {
    const isFirstSinceAway = !this.#isWatched && this.#untilSeq !== Infinity;
    if (isFirstSinceAway && userId !== this.#userId) this.#place(seq - 1, Infinity);
  }

  /** Finds its place, if it can be told yet. */
  find(log: Pick<RoomLog, "findFrom">): void {
    if (this.#seq !== undefined || this.#untilSeq <= this.#afterSeq) return;
    this.#seq = log.findFrom(this.#afterSeq + 1, (item) => this.#isNew(item))?.seq;
  }

  #isNew(item: LogItem): boolean {
    return item.seq > this.#afterSeq && item.seq <= this.#untilSeq && isUnread(item, this.#userId);
  }

  #place(afterSeq: number, untilSeq: number): void {
    this.#afterSeq = afterSeq;
    this.#untilSeq = untilSeq;
    this.#seq = undefined;
  }
}

/** Whether it is something to read. */
export function isUnread(item: LogItem, userId: number): boolean {
  return item.kind === "message" && item.message.user_id !== userId && item.message.deleted_at === undefined;
}
