import {
  changeRoom,
  isLogged,
  type LoggedFrame,
  type MemberRole,
  removedBy,
  type Room,
  type ServerFrameOf,
} from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { patiently } from "../refusals/patiently.ts";
import { retryDelayMs } from "../refusals/retry-delay.ts";
import { Derived } from "../store/derived.ts";
import type { Watchable } from "../store/watchable.ts";
import { OwnTyping } from "./own-typing.ts";
import { RoomChanges } from "./room-changes.ts";
import type { RoomContext } from "./room-context.ts";
import { RoomLog } from "./room-log.ts";
import { RoomPeople } from "./room-people.ts";
import { RoomReading } from "./room-reading.ts";
import type { RoomSnapshot } from "./room-snapshot.ts";
import { RoomTyping } from "./room-typing.ts";

/**
 * One room as this client sees it: opened and closed by who shows it, kept up to date while open. A closed room is left on
 * the socket, so that "who is here" tells who has it open; `HubbubClient.myRooms` knows what is unread in it.
 */
export class ChatRoom {
  readonly id: number;
  readonly #context: RoomContext;
  readonly #log = new RoomLog();
  readonly #people = new RoomPeople();
  readonly #view = new Derived(() => this.#toSnapshot());
  readonly #typing = new RoomTyping(() => this.#view.changed());
  readonly #ownTyping: OwnTyping;
  readonly #changes: RoomChanges;
  readonly #reading: RoomReading;
  readonly state: Watchable<RoomSnapshot> = this.#view;
  #status: RoomSnapshot["status"] = "closed";
  #error: HubbubError | undefined;
  #room: Room | undefined;
  #role: MemberRole | undefined;
  /** What `#room` was read at: events up to it are in it, though a resume brings them. */
  #roomSeq = 0;
  #older: RoomSnapshot["older"] = "idle";
  #joinTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: number, context: RoomContext) {
    this.id = id;
    this.#context = context;
    this.#ownTyping = new OwnTyping((isTyping) => {
      context.tell({ type: "typing", room_id: id, is_typing: isTyping });
    });
    this.#changes = new RoomChanges(context);
    this.#reading = new RoomReading({
      userId: context.userId,
      members: (signal) => context.members(id, signal),
      onChange: () => this.#view.changed(),
    });
  }

  /** Joins, and joins again after every break, until `close`. A public room takes one as a member. */
  open(): void {
    if (this.#status === "joining" || this.#status === "joined") return;
    this.#error = undefined;
    this.#reading.opened();
    this.#setStatus("joining");
    this.#join(0);
  }

  close(): void {
    const wasOpen = this.#status === "joined" || this.#status === "joining";
    clearTimeout(this.#joinTimer);
    this.#setStatus("closed");
    this.#forgetPeople();
    if (wasOpen && this.#context.isOnline())
      patiently(() => this.#leave(), { signal: this.#context.life }).catch(ignore);
  }

  /** Whether messages may go out now: what the server sent before must be seen first. */
  get isReadyToSend(): boolean {
    return this.#status !== "joining";
  }

  /** Puts a message on its way; it is in `pending` until the log shows it. Throws what `Outbox.add` throws. */
  send(content: string): void {
    this.#context.outbox.add(this.id, content);
    this.setTyping(false);
    this.#view.changed();
    this.#context.onSendable(this.id);
  }

  /** Another try for a message that failed. */
  retry(clientMsgId: string): void {
    this.#context.outbox.retry(clientMsgId);
    this.#view.changed();
    this.#context.onSendable(this.id);
  }

  /** Takes a message back that has not been sent. */
  discard(clientMsgId: string): void {
    this.#context.outbox.discard(clientMsgId);
    this.#view.changed();
  }

  /** Refused for now, it waits, and what is changed after it waits for it; as do the next two. */
  async edit(seq: number, content: string): Promise<void> {
    await this.#changes.run({ type: "edit_message", room_id: this.id, seq, content });
  }

  async delete(seq: number): Promise<void> {
    await this.#changes.run({ type: "delete_message", room_id: this.id, seq });
  }

  async react(seq: number, emoji: string, on: boolean): Promise<void> {
    await this.#changes.run({ type: "react", room_id: this.id, seq, emoji, on });
  }

  /** Call it at every key: the others hear of it once in a while. */
  setTyping(isTyping: boolean): void {
    this.#ownTyping.set(isTyping);
  }

  /**
   * Says that the person has seen all up to `seq`, or all that is here. The server hears of it after a moment, or when it
   * can be reached again; all devices of the person follow. Only ever forward.
   */
  markRead(seq: number = this.#log.position): void {
    const seenSeq = Math.min(seq, this.#log.position);
    if (this.#role !== undefined && this.#reading.read(seenSeq)) this.#context.markRead(this.id, seenSeq);
  }

  /**
   * Whether somebody looks at the room now (its window is in front), which is so unless told otherwise: what comes while
   * nobody does is below the line "New".
   */
  setWatched(isWatched: boolean): void {
    this.#reading.watched(isWatched, this.#log.position);
  }

  /** Loads the page before the first message; does nothing while one is on its way. */
  async loadOlder(): Promise<void> {
    const load = this.#log.loadOlder();
    if (load === undefined) return;
    this.#setOlder("loading");
    try {
      const page = await this.#context.history(this.id, load.beforeSeq, () => this.#setOlder("waiting"));
      this.#log.olderLoaded(load, page);
      this.#reading.olderCame(this.#log);
      this.#setOlder("idle");
    } catch {
      this.#log.olderFailed(load);
      this.#setOlder("failed");
    }
  }

  /** The connection is there again. */
  online(): void {
    if (this.#status === "joining") this.#join(0);
  }

  offline(): void {
    clearTimeout(this.#joinTimer);
    if (this.#status === "joined") this.#setStatus("joining");
    this.#forgetPeople();
    this.#view.changed();
  }

  /** Its messages on their way have changed. */
  outboxChanged(): void {
    const { position } = this.#log;
    if (this.#status === "joined") this.#hideShown(({ seq }) => seq !== undefined && seq <= position);
    this.#view.changed();
  }

  /** Frames of this room, in order. */
  receive(frame: ReceivedFrame): void {
    switch (frame.type) {
      case "room_joined":
        return this.#joined(frame);
      case "user_joined":
        return this.#changePeople(() => this.#people.came([frame], frame.user_count));
      case "user_left":
        return this.#changePeople(() => this.#people.went([frame], frame.user_count));
      case "room_users":
        return this.#changePeople(() => {
          this.#people.came(frame.joined, frame.user_count);
          this.#people.went(frame.left, frame.user_count);
        });
      case "user_typing":
        if (frame.user_id !== this.#context.userId) this.#typing.set(frame, frame.is_typing);
        return;
      case "read_receipt":
      case "delivery_receipt":
        return this.#reading.receive(frame);
      default:
        if (isLogged(frame)) this.#receiveLog(frame);
    }
  }

  #receiveLog(frame: LoggedFrame): void {
    // Direct messages come to every socket of their people, joined or not: the join will bring them.
    if (this.#status !== "joined") return;
    const result = this.#log.apply(frame);
    if (result === "hole") return this.#context.onHole();
    if (result === "known") return;
    if (frame.type === "new_message") this.#messageCame(frame);
    this.#updateRoom(frame);
    if (removedBy(frame).includes(this.#context.userId)) this.#setStatus("removed");
    this.#view.changed();
  }

  #join(attempt: number): void {
    clearTimeout(this.#joinTimer);
    if (!this.#context.isOnline()) return;
    this.#context.request({ type: "join_room", room_id: this.id, ...this.#log.resumePoint }).catch((cause: unknown) => {
      const error = toHubbubError(cause);
      if (this.#status !== "joining" || !this.#context.isOnline()) return;
      if (error.retryable) {
        this.#joinTimer = setTimeout(() => this.#join(attempt + 1), retryDelayMs(error, attempt));
      } else {
        this.#error = error;
        this.#setStatus("refused");
      }
    });
  }

  async #leave(): Promise<void> {
    if (this.#status === "closed") await this.#context.request({ type: "leave_room", room_id: this.id });
  }

  #joined(answer: ServerFrameOf<"room_joined">): void {
    if (this.#status !== "joining" && this.#status !== "joined") return;
    clearTimeout(this.#joinTimer);
    const isSameLog = this.#log.resumePoint?.epoch === answer.epoch;
    this.#log.joined(answer);
    this.#people.joined(answer);
    this.#reading.joined(answer, isSameLog, this.#log);
    this.#room = answer.room;
    this.#roomSeq = answer.last_seq;
    this.#role = answer.me.role;
    const mine = answer.messages.filter((message) => message.user_id === this.#context.userId);
    const shown = new Set(mine.map((message) => message.client_msg_id));
    this.#hideShown(({ clientMsgId }) => shown.has(clientMsgId));
    this.#setStatus("joined");
    this.outboxChanged();
    this.#context.onSendable(this.id);
  }

  #messageCame(message: ServerFrameOf<"new_message">): void {
    this.#typing.set(message, false);
    this.#reading.messageCame(message, this.#log);
    if (message.user_id !== this.#context.userId) return;
    this.#hideShown(({ clientMsgId }) => clientMsgId === message.client_msg_id);
  }

  #updateRoom(frame: LoggedFrame): void {
    if (this.#room === undefined || frame.seq <= this.#roomSeq) return;
    const { member_count } = this.#room;
    this.#room = changeRoom(this.#room, frame);
    if (this.#room.member_count !== member_count) this.#reading.membersChanged(frame, this.#room);
    if (frame.type === "room_updated" && frame.member?.user_id === this.#context.userId) this.#role = frame.member.role;
  }

  #hideShown(isShown: Parameters<Outbox["shown"]>[1]): void {
    this.#context.outbox.shown(this.id, isShown);
  }

  #changePeople(change: () => void): void {
    if (this.#status !== "joined") return;
    change();
    this.#view.changed();
  }

  #forgetPeople(): void {
    this.#people.clear();
    this.#typing.clear();
    this.#ownTyping.reset();
  }

  #setStatus(status: RoomSnapshot["status"]): void {
    this.#status = status;
    this.#view.changed();
  }

  #setOlder(older: RoomSnapshot["older"]): void {
    this.#older = older;
    this.#view.changed();
  }

  #toSnapshot(): RoomSnapshot {
    return {
      id: this.id,
      status: this.#status,
      error: this.#error,
      room: this.#room,
      role: this.#role,
      items: this.#log.items,
      pending: this.#context.outbox.items(this.id),
      sendingHeld: this.#context.outbox.held(this.id),
      hasOlder: this.#log.hasOlder,
      older: this.#older,
      people: this.#people.people,
      peopleCount: this.#people.count,
      typing: this.#typing.people,
      ...this.#reading.state,
    };
  }
}

function ignore(): void {}
