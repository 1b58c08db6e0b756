import {
  type AnswerFrame,
  isLogged,
  type LoggedFrame,
  type Message,
  removedBy,
  type ServerFrameOf,
  speaks,
} from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { HubbubError } from "../hubbub-error.ts";
import { assertContent } from "../outbox/assert-content.ts";
import type { SendOptions } from "../outbox/send-options.ts";
import { Derived } from "../store/derived.ts";
import type { Watchable } from "../store/watchable.ts";
import { KnownRoom } from "./joining/known-room.ts";
import { RoomJoining } from "./joining/room-joining.ts";
import { RoomHistory } from "./log/room-history.ts";
import { RoomPins } from "./log/room-pins.ts";
import { RoomLog } from "./log/room-log.ts";
import { RoomPresence } from "./people/room-presence.ts";
import { RoomReading } from "./reading/room-reading.ts";
import type { RoomContext } from "./room-context.ts";
import type { RoomSnapshot } from "./room-snapshot.ts";
import { RoomChanges } from "./sending/room-changes.ts";
import { RoomOutbox } from "./sending/room-outbox.ts";

/**
 * One room as this client sees it: opened and closed by who shows it, kept up to date while open. A closed room is left on
 * the socket, so that "who is here" tells who has it open; `HubbubClient.myRooms` knows what is unread in it.
 */
export class ChatRoom {
  readonly id: number;
  readonly #context: RoomContext;
  readonly #view = new Derived(() => this.#toSnapshot());
  readonly state: Watchable<RoomSnapshot> = this.#view;
  readonly #log = new RoomLog();
  readonly #joining: RoomJoining;
  readonly #known: KnownRoom;
  readonly #history: RoomHistory;
  readonly #pins: RoomPins;
  readonly #outbox: RoomOutbox;
  readonly #changes: RoomChanges;
  readonly #presence: RoomPresence;
  readonly #reading: RoomReading;

  constructor(id: number, context: RoomContext) {
    const { userId, request, life, isOnline } = context;
    const onChange = () => this.#view.changed();
    const resumePoint = () => this.#log.resumePoint;
    this.id = id;
    this.#context = context;
    this.#joining = new RoomJoining({ roomId: id, request, life, isOnline, resumePoint, onChange });
    this.#known = new KnownRoom(userId);
    this.#history = new RoomHistory({
      log: this.#log,
      source: context.history(id),
      onLoaded: () => this.#reading.loaded(this.#log),
      onChange,
    });
    this.#pins = new RoomPins({ read: () => context.pins(id), onChange });
    this.#outbox = new RoomOutbox(id, context);
    this.#changes = new RoomChanges({ request, life });
    this.#presence = new RoomPresence({ ...context, roomId: id, onChange });
    this.#reading = new RoomReading({ userId, members: (signal) => context.members(id, signal), onChange });
  }

  /** Joins, and joins again after every break, until `close`. A public room takes one as a member. */
  open(): void {
    if (this.#joining.isOpen) return;
    this.#reading.opened();
    this.#joining.open();
  }

  /** One is a member, as the list of one's rooms says that was read now: what was shut for want of that opens again. */
  listed(): void {
    if (this.#joining.needsMembership) this.open();
  }

  /** Of what is loaded the newest stays. */
  close(): void {
    this.#history.left();
    this.#joining.close();
    this.#presence.clear();
  }

  /** Whether messages may go out now: what the server sent before must be seen first. */
  get isReadyToSend(): boolean {
    return this.#joining.state.status !== "joining";
  }

  /** Puts a message on its way; it is in `pending` until the log shows it. Throws what `Outbox.add` throws. */
  send(content: string, options?: SendOptions): void {
    this.#outbox.add(content, options);
    this.setTyping(false);
    this.#sendable();
  }

  /** Another try for a message that failed. */
  retry(clientMsgId: string): void {
    this.#outbox.retry(clientMsgId);
    this.#sendable();
  }

  /** Takes a message back that has not been sent. */
  discard(clientMsgId: string): void {
    this.#outbox.discard(clientMsgId);
    this.#view.changed();
  }

  /**
   * Refused for now, it waits, and what is changed after it waits for it; as do the next four. Rejects at once with what the
   * server would say of the text.
   */
  async edit(seq: number, content: string): Promise<void> {
    assertContent(content);
    await this.#changes.run({ type: "edit_message", room_id: this.id, seq, content });
  }

  async delete(seq: number): Promise<void> {
    await this.#changes.run({ type: "delete_message", room_id: this.id, seq });
  }

  async react(seq: number, emoji: string, on: boolean): Promise<void> {
    await this.#changes.run({ type: "react", room_id: this.id, seq, emoji, on });
  }

  /** Pins a message for all in the room; as those above. `invalid_argument` too where the server is of before 1.4. */
  async pin(seq: number): Promise<void> {
    await this.#setPinned(seq, true);
  }

  async unpin(seq: number): Promise<void> {
    await this.#setPinned(seq, false);
  }

  /** What is pinned, the newest pin first; from then on `state.pins` follows the log. Rejects with what the server says. */
  async pins(): Promise<readonly Message[]> {
    return await this.#pins.list();
  }

  /** Call it at every key: the others hear of it once in a while. */
  setTyping(isTyping: boolean): void {
    this.#presence.setTyping(isTyping);
  }

  /**
   * Says that the person has seen all up to `seq`, or all that is here. The server hears of it after a moment, or when it
   * can be reached again; all devices of the person follow. Only ever forward.
   */
  markRead(seq: number = this.#log.position): void {
    const seenSeq = Math.min(seq, this.#log.position);
    const isMember = this.#known.state.role !== undefined;
    if (isMember && this.#reading.read(seenSeq)) this.#context.markRead(this.id, seenSeq);
  }

  /**
   * Says that the person has seen what is from one seq to another. It counts as read where all before it is: who jumps to the
   * newest has not read what is between. What one set back (`markUnread`) stays so until something is seen that was not in
   * sight then.
   */
  seen(fromSeq: number, toSeq: number): void {
    if (this.#known.state.role === undefined) return;
    const seenSeq = Math.min(toSeq, this.#log.position);
    const passed = this.#reading.seen(fromSeq, seenSeq, this.#log);
    if (passed !== undefined) this.#context.markRead(this.id, seenSeq, passed);
  }

  /** What of `items` is on the screen, by the seqs of the first and the last: only what is far from it may be let go. */
  setInSight(fromSeq: number, toSeq: number): void {
    if (this.#log.setInSight(fromSeq, toSeq)) this.#view.changed();
  }

  /**
   * Sets the person's place back to before `seq`, on all their devices: from there on it is unread, and the line "New" stands
   * there. Rejects with what the server says; `invalid_argument` where it is of before 1.3 (`HubbubClient.protocol`).
   */
  async markUnread(seq: number): Promise<void> {
    if (!speaks(this.#context.protocol(), "1.3")) {
      throw new HubbubError("invalid_argument", "This server cannot mark messages as unread yet");
    }
    this.#context.forgetRead(this.id);
    await this.#changes.run({ type: "mark_unread", room_id: this.id, seq });
    if (this.#reading.state.lastReadSeq >= seq) this.#context.setBack(this.id, seq - 1);
  }

  /**
   * Whether somebody looks at the room now (its window is in front), which is so unless told otherwise: what comes while
   * nobody does is below the line "New".
   */
  setWatched(isWatched: boolean): void {
    this.#reading.watched(isWatched, this.#log.position);
  }

  /** Loads the page before the first of `items`; does nothing while it is on its way. */
  async loadOlder(): Promise<void> {
    await this.#history.loadOlder();
  }

  /** The page after the last of `items`, until they end with the newest. */
  async loadNewer(): Promise<void> {
    await this.#history.loadNewer();
  }

  /**
   * Shows what is around a message, in `items`. Answers with the seq where it landed, that of the nearest message where
   * there is none at `seq`; undefined where one has asked for another place meanwhile, or closed the room. Waits for the
   * room to be joined. Errors: `message_not_found` where it has none, those of joining it, and where the server is too old
   * for it `invalid_argument`; then all stays as it was.
   */
  async showAround(seq: number): Promise<number | undefined> {
    if (seq > this.#log.position || !this.#log.isCaughtUp) await this.#caughtUp();
    return this.#joining.state.status === "closed" ? undefined : await this.#history.showAround(seq);
  }

  /** Shows the newest, at once. */
  showNewest(): void {
    this.#history.showNewest();
  }

  /**
   * Shows where one left off reading: the first unread message, with the line "New" above it (`newFromSeq`), whose seq it
   * answers with; undefined where nothing is unread. Otherwise as `showAround`.
   */
  async showFirstUnread(): Promise<number | undefined> {
    await this.#caughtUp();
    const { lastReadSeq } = this.#reading.state;
    const isMember = this.#known.state.role !== undefined;
    if (!isMember || lastReadSeq >= this.#log.position) return undefined;
    const landed = await this.showAround(lastReadSeq + 1);
    return landed === undefined ? undefined : this.#reading.state.newFromSeq;
  }

  /** The connection is there again. */
  online(): void {
    this.#joining.online();
  }

  offline(): void {
    this.#joining.offline();
    this.#presence.clear();
    this.#view.changed();
  }

  /** One has blocked other people than before. */
  blocksChanged(): void {
    this.#view.changed();
  }

  /** Its messages on their way have changed. */
  outboxChanged(): void {
    if (this.#joining.isJoined) this.#outbox.passed(this.#log.position);
    this.#view.changed();
  }

  /** Frames of this room, in order. */
  receive(frame: ReceivedFrame): void {
    switch (frame.type) {
      case "room_joined":
        return this.#joined(frame);
      case "user_joined":
      case "user_left":
      case "room_users":
        if (this.#joining.isJoined) this.#presence.receive(frame);
        return;
      case "user_typing":
        return this.#presence.typed(frame, frame.is_typing);
      case "read_receipt":
      case "delivery_receipt":
        return this.#reading.receive(frame);
      case "read_moved":
        return this.#reading.moved(frame, this.#log, this.#log.position);
      case "room_activity":
      case "thread_activity":
      case "room_counts":
      case "presence":
      case "broadcast":
      case "blocks_changed":
      case "token_expiring":
      case "reconnect":
        return;
      default:
        if (isLogged(frame)) this.#receiveLog(frame);
        // All that is left are answers, which whoever asked has; a signal that nobody takes is a type error here.
        else frame satisfies AnswerFrame;
    }
  }

  #joined(answer: ServerFrameOf<"room_joined">): void {
    if (!this.#joining.isOpen) return;
    const isSameLog = this.#log.resumePoint?.epoch === answer.epoch;
    this.#log.joined(answer);
    this.#known.joined(answer);
    this.#pins.joined(answer);
    this.#presence.joined(answer);
    this.#reading.joined(answer, { isSameLog, pendingSeq: this.#context.pendingRead(this.id) }, this.#log);
    void this.#history.refresh();
    this.#outbox.shown(answer.messages);
    this.#joining.joined();
    this.outboxChanged();
    this.#context.onSendable(this.id);
  }

  #receiveLog(frame: LoggedFrame): void {
    // Direct messages come to every socket of their people, joined or not: the join will bring them.
    if (!this.#joining.isJoined) return;
    const result = this.#log.apply(frame);
    if (result === "hole") return this.#context.onHole();
    if (result === "known") return;
    if (frame.type === "new_message") this.#messageCame(frame);
    this.#pins.apply(frame);
    const changed = this.#known.apply(frame);
    if (changed !== undefined) this.#reading.membersChanged(frame, changed);
    if (removedBy(frame).includes(this.#context.userId)) this.#joining.removed();
    this.#view.changed();
  }

  async #setPinned(seq: number, on: boolean): Promise<void> {
    if (!speaks(this.#context.protocol(), "1.4")) {
      throw new HubbubError("invalid_argument", "This server cannot pin messages yet");
    }
    await this.#changes.run({ type: "pin_message", room_id: this.id, seq, on });
  }

  /** It is joined, and what was missed has come. Rejects where it cannot be joined. */
  async #caughtUp(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        const { status, error } = this.#joining.state;
        if (status === "joining" || (status === "joined" && !this.#log.isCaughtUp)) return;
        stop();
        if (status === "joined" || status === "closed") resolve();
        else reject(error ?? new HubbubError("room_not_found"));
      };
      const stop = this.#view.subscribe(look);
      look();
    });
  }

  #messageCame(message: ServerFrameOf<"new_message">): void {
    this.#presence.wrote(message);
    this.#reading.messageCame(message, this.#log);
    this.#outbox.shown([message]);
  }

  #sendable(): void {
    this.#view.changed();
    this.#context.onSendable(this.id);
  }

  #toSnapshot(): RoomSnapshot {
    return {
      id: this.id,
      ...this.#joining.state,
      ...this.#known.state,
      items: this.#log.items,
      newest: this.#log.newest,
      ...this.#history.state,
      ...this.#pins.state,
      ...this.#outbox.state,
      ...this.#presence.state,
      ...this.#reading.state,
    };
  }
}
