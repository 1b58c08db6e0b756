import type { LoggedFrame, Message, Room, ServerFrameOf } from "@hubbub/ws-protocol";
import type { RoomLog } from "../log/room-log.ts";
import { isUnread, NewLine } from "./new-line.ts";
import { type Receipt, RoomReceipts, type RoomReceiptsOptions } from "./room-receipts.ts";

type ReadLog = Pick<RoomLog, "findFrom" | "between">;

export interface ReadingState {
  /** How far one has read, on whichever device. */
  readonly lastReadSeq: number;
  /** Where the line "New" stands, above the message with this seq; see `ChatRoom.setWatched`. */
  readonly newFromSeq: number | undefined;
  /** How far the others have come, by user id; empty in rooms with more than 50 members. */
  readonly receipts: ReadonlyMap<number, Receipt>;
}

/** How far one has read a room, where the line "New" stands, and how far the others have come. */
export class RoomReading {
  readonly #userId: number;
  readonly #onChange: () => void;
  readonly #newLine: NewLine;
  readonly #receipts: RoomReceipts;
  #lastReadSeq = 0;
  #isOpenedAnew = false;
  /** The furthest that was in sight since then. */
  #seenSeq = 0;
  /** One's place was set back: what had been in sight till there is not read by being in sight. */
  #heldSeq = 0;

  constructor(options: RoomReceiptsOptions) {
    this.#userId = options.userId;
    this.#onChange = options.onChange;
    this.#newLine = new NewLine(options.userId);
    this.#receipts = new RoomReceipts(options);
  }

  get state(): ReadingState {
    return { lastReadSeq: this.#lastReadSeq, newFromSeq: this.#newLine.seq, receipts: this.#receipts.others };
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

  /** The person turns to the room: the next join places the line. */
  opened(): void {
    this.#isOpenedAnew = true;
    this.#seenSeq = this.#heldSeq = 0;
  }

  /**
   * `log` has taken the answer; `isSameLog`: it goes on with what was there before. `pendingSeq`: up to where one has read
   * without the server knowing it.
   */
  joined(
    { me, room, last_seq }: ServerFrameOf<"room_joined">,
    { isSameLog, pendingSeq }: { readonly isSameLog: boolean; readonly pendingSeq: number },
    log: ReadLog,
  ): void {
    this.#lastReadSeq = Math.max(me.last_read_seq, isSameLog ? pendingSeq : 0);
    if (this.#isOpenedAnew || !isSameLog) this.#newLine.opened(this.#lastReadSeq, last_seq);
    this.#isOpenedAnew = false;
    this.#newLine.find(log);
    this.#receipts.joined(room);
  }

  messageCame(message: ServerFrameOf<"new_message">, log: ReadLog): void {
    this.#receipts.wrote(message);
    this.#newLine.came(message.seq, message.user_id);
    this.#newLine.find(log);
    if (message.user_id === this.#userId) this.read(message.seq);
  }

  loaded(log: ReadLog): void {
    this.#newLine.find(log);
  }

  membersChanged(frame: LoggedFrame, room: Room): void {
    this.#receipts.membersChanged(frame, room);
  }

  receive(frame: ServerFrameOf<"read_receipt"> | ServerFrameOf<"delivery_receipt">): void {
    if (frame.type === "delivery_receipt") this.#receipts.delivered(frame);
    else if (frame.user_id === this.#userId) this.read(frame.last_read_seq);
    else this.#receipts.read(frame);
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
