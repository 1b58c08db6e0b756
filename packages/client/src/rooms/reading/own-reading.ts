import type { Message, ServerFrameOf } from "@hubbub/ws-protocol";
import type { RoomLog } from "../log/room-log.ts";
import { isUnread, NewLine } from "./new-line.ts";

type ReadLog = Pick<RoomLog, "findFrom" | "between">;

export interface ReadingState {
  /** How far one has read, on whichever device. */
  readonly lastReadSeq: number;
  /** Where the line "New" stands, above the message with this seq; see `Conversation.setWatched`. */
  readonly newFromSeq: number | undefined;
}

/** How far one has read, and where the line "New" stands. */
export class OwnReading {
  readonly #userId: number;
  readonly #onChange: () => void;
  readonly #newLine: NewLine;
  #lastReadSeq = 0;
  #isOpenedAnew = false;
  /** The furthest that was in sight since then. */
  #seenSeq = 0;
  /** One's place was set back: what had been in sight till there is not read by being in sight. */
  #heldSeq = 0;

  constructor(userId: number, onChange: () => void) {
    this.#userId = userId;
    this.#onChange = onChange;
    this.#newLine = new NewLine(userId);
  }

  get state(): ReadingState {
    return { lastReadSeq: this.#lastReadSeq, newFromSeq: this.#newLine.seq };
  }

  /**
   * What is from one seq to another was in sight. Answers with the unread messages till there, if all has been read now:
   * where something unread is before it that was not seen, or may be, it counts for nothing.
   */
  seen(fromSeq: number, toSeq: number, log: ReadLog): readonly Message[] | undefined {
    const unread = toSeq <= this.#lastReadSeq ? undefined : this.#unread(toSeq, log);
    const isHeld = this.#heldSeq > 0 && unread?.every(({ seq }) => seq <= this.#heldSeq);
    this.#seenSeq = Math.max(this.#seenSeq, toSeq);
    if (unread === undefined || isHeld === true || unread.some(({ seq }) => seq < fromSeq)) return undefined;
    this.#heldSeq = 0;
    this.read(toSeq);
    return unread;
  }

  /** The person turns to it: the next word of the server places the line. */
  opened(): void {
    this.#isOpenedAnew = true;
    this.#seenSeq = this.#heldSeq = 0;
  }

  /**
   * The server said where one is, and that the log ends at `headSeq`; `isSameLog`: it goes on with what was there before.
   * `pendingSeq`: up to where one has read without the server knowing it.
   */
  placed(
    { lastReadSeq, headSeq }: { readonly lastReadSeq: number; readonly headSeq: number },
    { isSameLog, pendingSeq }: { readonly isSameLog: boolean; readonly pendingSeq: number },
    log: ReadLog,
  ): void {
    this.#lastReadSeq = Math.max(lastReadSeq, isSameLog ? pendingSeq : 0);
    if (this.#isOpenedAnew || !isSameLog) this.#newLine.opened(this.#lastReadSeq, headSeq);
    this.#isOpenedAnew = false;
    this.#newLine.find(log);
  }

  messageCame({ seq, user_id }: Message, log: ReadLog): void {
    this.#newLine.came(seq, user_id);
    this.#newLine.find(log);
    if (user_id === this.#userId) this.read(seq);
  }

  loaded(log: ReadLog): void {
    this.#newLine.find(log);
  }

  /** One's place was moved, on whichever device. Where it was set back, the line "New" stands there. */
  moved({ last_read_seq, back }: ServerFrameOf<"read_moved">, log: ReadLog, headSeq: number): void {
    if (back !== true) return void this.read(last_read_seq);
    if (last_read_seq >= this.#lastReadSeq) return;
    this.#lastReadSeq = last_read_seq;
    this.#heldSeq = this.#seenSeq;
    this.#newLine.opened(last_read_seq, headSeq);
    this.#newLine.find(log);
    this.#onChange();
  }

  /** Answers whether that is news. */
  read(seq: number): boolean {
    if (seq <= this.#lastReadSeq) return false;
    this.#lastReadSeq = seq;
    this.#onChange();
    return true;
  }

  watched(isWatched: boolean, headSeq: number): void {
    this.#newLine.watched(isWatched, headSeq);
    this.#onChange();
  }

  /** Undefined where not all up to there is loaded. */
  #unread(upToSeq: number, log: ReadLog): readonly Message[] | undefined {
    return log
      .between(this.#lastReadSeq + 1, upToSeq)
      ?.flatMap((item) => (item.kind === "message" && isUnread(item, this.#userId) ? item.message : []));
  }
}
