import type { LogItem } from "../log/log-item.ts";

/** What the line is looked for in. */
export interface ReadLog {
  readonly items: readonly LogItem[];
  /** Whether all messages from this seq on are in `items`. */
  covers(seq: number): boolean;
}

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
  find(log: ReadLog): void {
    if (this.#seq !== undefined || this.#untilSeq <= this.#afterSeq || !log.covers(this.#afterSeq + 1)) return;
    this.#seq = log.items.find((item) => this.#isNew(item))?.seq;
  }

  #isNew(item: LogItem): boolean {
    if (item.kind !== "message" || item.seq <= this.#afterSeq || item.seq > this.#untilSeq) return false;
    return item.message.user_id !== this.#userId && item.message.deleted_at === undefined;
  }

  #place(afterSeq: number, untilSeq: number): void {
    this.#afterSeq = afterSeq;
    this.#untilSeq = untilSeq;
    this.#seq = undefined;
  }
}
