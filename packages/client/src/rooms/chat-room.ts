import {
  type AnswerFrame,
  isInTimeline,
  isLogged,
  type LoggedFrame,
  type Message,
  removedBy,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { HubbubError } from "../hubbub-error.ts";
import { Conversation } from "./conversation.ts";
import { KnownRoom } from "./joining/known-room.ts";
import { RoomJoining } from "./joining/room-joining.ts";
import { RoomPins } from "./log/room-pins.ts";
import { RoomPeople } from "./people/room-people.ts";
import { RoomReceipts } from "./reading/room-receipts.ts";
import type { RoomContext } from "./room-context.ts";
import type { RoomSnapshot } from "./room-snapshot.ts";
import { RoomChanges } from "./sending/room-changes.ts";
import type { ChatThread } from "./threads/chat-thread.ts";
import { RoomThreads } from "./threads/room-threads.ts";

/**
 * One room as this client sees it: opened and closed by who shows it, kept up to date while open. A closed room is left on
 * the socket, so that "who is here" tells who has it open; `HubbubClient.myRooms` knows what is unread in it.
 */
export class ChatRoom extends Conversation {
  readonly id: number;
  readonly #joining: RoomJoining;
  readonly #known: KnownRoom;
  readonly #pins: RoomPins;
  readonly #people = new RoomPeople();
  readonly #receipts: RoomReceipts;
  readonly #threads: RoomThreads;

  constructor(id: number, context: RoomContext) {
    const { userId, request, life, isOnline } = context;
    const changes = new RoomChanges({ request, life });
    super({ roomId: id, threadSeq: undefined, context, source: context.history(id), changes });
    const onChange = () => this.view.changed();
    const resumePoint = () => this.log.resumePoint;
    this.id = id;
    this.#joining = new RoomJoining({ roomId: id, request, life, isOnline, resumePoint, onChange });
    this.#known = new KnownRoom(userId);
    this.#pins = new RoomPins({ read: () => context.pins(id), onChange });
    this.#receipts = new RoomReceipts({ userId, members: (signal) => context.members(id, signal), onChange });
    this.#threads = new RoomThreads({
      roomId: id,
      context,
      changes,
      state: this.state,
      resumePoint,
      caughtUp: () => this.caughtUp(),
    });
  }

  /** Joins, and joins again after every break, until `close`. A public room takes one as a member. */
  open(): void {
    if (this.#joining.isOpen) return;
    this.reading.opened();
    this.#joining.open();
  }

  /** One is a member, as the list of one's rooms says that was read now: what was shut for want of that opens again. */
  listed(): void {
    if (this.#joining.needsMembership) this.open();
  }

  /** Of what is loaded the newest stays. */
  close(): void {
    this.history.left();
    this.#joining.close();
    this.#clearPresence();
  }

  /**
   * The thread of one of its messages: the same object as long as it is open or was so lately. It is kept up to date while
   * the room is open. Needs a server that speaks 1.4 (`HubbubClient.protocol`). In a browser what threads are made of comes
   * with the first: rejects where that cannot be had.
   */
  async thread(rootSeq: number): Promise<ChatThread> {
    return await this.#threads.use(rootSeq);
  }

  /** What is pinned, the newest pin first; from then on `state.pins` follows the log. Rejects with what the server says. */
  async pins(): Promise<readonly Message[]> {
    return await this.#pins.list();
  }

  /** Whether messages may go out now: what the server sent before must be seen first. */
  get isReadyToSend(): boolean {
    return this.#joining.state.status !== "joining";
  }

  /** The connection is there again. */
  online(): void {
    this.#joining.online();
  }

  offline(): void {
    this.#joining.offline();
    this.#clearPresence();
    this.view.changed();
  }

  /** Its messages on their way have changed. */
  outboxChanged(): void {
    if (this.#joining.isJoined) this.outbox.passed(this.log.position);
    this.view.changed();
  }

  /** Frames of this room, in order. */
  receive(frame: ReceivedFrame): void {
    switch (frame.type) {
      case "room_joined":
        return this.#joined(frame);
      case "user_joined":
      case "user_left":
      case "room_users":
        return this.#peopleChanged(frame);
      case "user_typing":
        if (frame.thread_seq === undefined) this.typing.typed(frame, frame.is_typing);
        else this.#threads.get(frame.thread_seq)?.typed(frame);
        return;
      case "read_receipt":
        if (frame.user_id === this.context.userId) this.reading.read(frame.last_read_seq);
        else this.#receipts.read(frame);
        return;
      case "delivery_receipt":
        return this.#receipts.delivered(frame);
      case "read_moved":
        if (frame.thread_seq === undefined) this.reading.moved(frame, this.log, this.log.position);
        else this.#threads.get(frame.thread_seq)?.moved(frame);
        return;
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

  protected override get isOpen(): boolean {
    return this.#joining.state.status !== "closed";
  }

  protected override get isMember(): boolean {
    return this.#known.state.role !== undefined;
  }

  protected override get endSeq(): number {
    return this.log.position;
  }

  protected override get isCaughtUp(): boolean {
    return this.log.isCaughtUp;
  }

  protected override async caughtUp(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        const { status, error } = this.#joining.state;
        if (status === "joining" || (status === "joined" && !this.isCaughtUp)) return;
        stop();
        if (status === "joined" || status === "closed") resolve();
        else reject(error ?? new HubbubError("room_not_found"));
      };
      const stop = this.view.subscribe(look);
      look();
    });
  }

  protected override toSnapshot(): RoomSnapshot {
    return {
      id: this.id,
      ...this.#joining.state,
      ...this.#known.state,
      ...this.#pins.state,
      ...this.#people.state,
      ...this.#receipts.state,
      ...this.conversationState,
    };
  }

  #joined(answer: ServerFrameOf<"room_joined">): void {
    if (!this.#joining.isOpen) return;
    const isSameLog = this.log.resumePoint?.epoch === answer.epoch;
    const at = { lastReadSeq: answer.me.last_read_seq, headSeq: answer.last_seq };
    this.log.joined(answer);
    this.#known.joined(answer);
    this.#pins.joined(answer);
    this.#people.joined(answer);
    this.reading.placed(at, { isSameLog, pendingSeq: this.context.pendingRead(this) }, this.log);
    this.#receipts.joined(answer.room);
    void this.history.refresh();
    this.outbox.shown(answer.messages);
    this.#joining.joined();
    this.#threads.joined(answer);
    this.outboxChanged();
    this.context.onSendable(this.id);
  }

  #receiveLog(frame: LoggedFrame): void {
    // Direct messages come to every socket of their people, joined or not: the join will bring them.
    if (!this.#joining.isJoined) return;
    const result = this.log.apply(frame);
    if (result === "hole") return this.context.onHole();
    if (result === "known") return;
    this.#threads.apply(frame);
    this.#pins.apply(frame);
    if (frame.type === "new_message") {
      if (isInTimeline(frame)) {
        this.#receipts.wrote(frame);
        this.messageCame(frame);
      }
      this.outbox.shown([frame]);
    }
    const changed = this.#known.apply(frame);
    if (changed !== undefined) this.#receipts.membersChanged(frame, changed);
    if (removedBy(frame).includes(this.context.userId)) this.#joining.removed();
    this.view.changed();
  }

  #peopleChanged(frame: ServerFrameOf<"user_joined" | "user_left" | "room_users">): void {
    if (!this.#joining.isJoined) return;
    this.#people.receive(frame);
    this.view.changed();
  }

  #clearPresence(): void {
    this.#people.clear();
    this.typing.clear();
    this.#threads.clearTyping();
  }
}
