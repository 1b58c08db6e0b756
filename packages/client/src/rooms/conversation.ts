import { type Attachment, type Message, speaks } from "@hubbub/ws-protocol";
import { HubbubError } from "../hubbub-error.ts";
import { assertContent } from "../outbox/assert-content.ts";
import type { SendOptions } from "../outbox/send-options.ts";
import { Derived } from "../store/derived.ts";
import type { Watchable } from "../store/watchable.ts";
import { type HistorySource, RoomHistory } from "./log/room-history.ts";
import { RoomLog } from "./log/room-log.ts";
import { ConversationTyping } from "./people/conversation-typing.ts";
import { OwnReading } from "./reading/own-reading.ts";
import type { ConversationPlace, RoomContext } from "./room-context.ts";
import type { ConversationState, RoomSnapshot } from "./room-snapshot.ts";
import type { RoomChanges } from "./sending/room-changes.ts";
import { RoomOutbox } from "./sending/room-outbox.ts";

interface ConversationOptions extends ConversationPlace {
  readonly context: RoomContext;
  /** Where its pages come from. */
  readonly source: HistorySource;
  /** Of its room. */
  readonly changes: RoomChanges;
}

/** Messages that follow each other, to read and to write: what a room shows, or one of its threads. */
export abstract class Conversation<Snapshot extends RoomSnapshot = RoomSnapshot> implements ConversationPlace {
  readonly roomId: number;
  /** Of a thread: the message that it is of. */
  readonly threadSeq: number | undefined;
  protected readonly context: RoomContext;
  protected readonly view = new Derived<Snapshot>(() => this.toSnapshot());
  readonly state: Watchable<Snapshot> = this.view;
  protected readonly log: RoomLog;
  protected readonly history: RoomHistory;
  protected readonly outbox: RoomOutbox;
  protected readonly typing: ConversationTyping;
  protected readonly reading: OwnReading;
  readonly #changes: RoomChanges;

  protected constructor({ roomId, threadSeq, context, source, changes }: ConversationOptions) {
    const onChange = () => this.view.changed();
    this.roomId = roomId;
    this.threadSeq = threadSeq;
    this.context = context;
    this.#changes = changes;
    this.log = new RoomLog({ threadSeq });
    this.history = new RoomHistory({
      log: this.log,
      source,
      onLoaded: () => this.reading.loaded(this.log),
      onChange,
    });
    this.outbox = new RoomOutbox({ roomId, threadSeq }, context);
    this.typing = new ConversationTyping({ ...context, roomId, threadSeq, onChange });
    this.reading = new OwnReading(context.userId, onChange);
  }

  /** Puts a message on its way; it is in `pending` until the log shows it. Throws what `Outbox.add` throws. */
  send(content: string, options?: SendOptions): void {
    this.outbox.add(content, options);
    this.setTyping(false);
    this.#queueChanged();
  }

  /** Another try for a message that failed, with other files where some are given. Throws what `send` throws. */
  retry(clientMsgId: string, attachments?: readonly Attachment[]): void {
    this.outbox.retry(clientMsgId, attachments);
    this.#queueChanged();
  }

  /** Takes a message back that has not been sent. */
  discard(clientMsgId: string): void {
    this.outbox.discard(clientMsgId);
    this.#queueChanged();
  }

  /**
   * Refused for now, it waits, and what is changed after it waits for it; as do the next four. Rejects at once with what the
   * server would say of the text.
   */
  async edit(seq: number, content: string): Promise<void> {
    assertContent(content);
    await this.#changes.run({ type: "edit_message", room_id: this.roomId, seq, content });
  }

  async delete(seq: number): Promise<void> {
    await this.#changes.run({ type: "delete_message", room_id: this.roomId, seq });
  }

  async react(seq: number, emoji: string, on: boolean): Promise<void> {
    await this.#changes.run({ type: "react", room_id: this.roomId, seq, emoji, on });
  }

  /** Pins a message for all in the room; as those above. `invalid_argument` too where the server is of before 1.4. */
  async pin(seq: number): Promise<void> {
    await this.#setPinned(seq, true);
  }

  async unpin(seq: number): Promise<void> {
    await this.#setPinned(seq, false);
  }

  /** Call it at every key: the others hear of it once in a while. */
  setTyping(isTyping: boolean): void {
    this.typing.setOwn(isTyping);
  }

  /**
   * Says that the person has seen all up to `seq`, or all that is here. The server hears of it after a moment, or when it
   * can be reached again; all devices of the person follow. Only ever forward.
   */
  markRead(seq: number = this.endSeq): void {
    const seenSeq = Math.min(seq, this.endSeq);
    if (this.isMember && this.reading.read(seenSeq)) this.context.markRead(this, seenSeq);
  }

  /**
   * Says that the person has seen what is from one seq to another. It counts as read where all before it is: who jumps to the
   * newest has not read what is between. What one set back (`markUnread`) stays so until something is seen that was not in
   * sight then.
   */
  seen(fromSeq: number, toSeq: number): void {
    if (!this.isMember) return;
    const seenSeq = Math.min(toSeq, this.endSeq);
    const passed = this.reading.seen(fromSeq, seenSeq, this.log);
    if (passed !== undefined) this.context.markRead(this, seenSeq, passed);
  }

  /** What of `items` is on the screen, by the seqs of the first and the last: only what is far from it may be let go. */
  setInSight(fromSeq: number, toSeq: number): void {
    if (this.log.setInSight(fromSeq, toSeq)) this.view.changed();
  }

  /**
   * Sets the person's place back to before `seq`, on all their devices: from there on it is unread, and the line "New" stands
   * there. Rejects with what the server says; `invalid_argument` where it is of before 1.3 (`HubbubClient.protocol`), in a thread
   * before 1.4.
   */
  async markUnread(seq: number): Promise<void> {
    if (!speaks(this.context.protocol(), this.threadSeq === undefined ? "1.3" : "1.4")) {
      throw new HubbubError("invalid_argument", "This server cannot mark messages as unread yet");
    }
    this.context.forgetRead(this);
    const inThread = this.threadSeq === undefined ? {} : { thread_seq: this.threadSeq };
    await this.#changes.run({ type: "mark_unread", room_id: this.roomId, seq, ...inThread });
    if (this.reading.state.lastReadSeq >= seq) this.context.setBack(this, seq - 1);
  }

  /**
   * Whether somebody looks at it now (its window is in front), which is so unless told otherwise: what comes while
   * nobody does is below the line "New".
   */
  setWatched(isWatched: boolean): void {
    this.reading.watched(isWatched, this.log.position);
  }

  /** Loads the page before the first of `items`; does nothing while it is on its way. */
  async loadOlder(): Promise<void> {
    await this.history.loadOlder();
  }

  /** The page after the last of `items`, until they end with the newest. */
  async loadNewer(): Promise<void> {
    await this.history.loadNewer();
  }

  /**
   * Shows what is around a message, in `items`. Answers with the seq where it landed, that of the nearest message where
   * there is none at `seq`; undefined where one has asked for another place meanwhile, or closed it. Waits for the
   * room to be joined. Errors: `message_not_found` where it has none, those of joining it, and where the server is too old
   * for it `invalid_argument`; then all stays as it was.
   */
  async showAround(seq: number): Promise<number | undefined> {
    if (seq > this.log.position || !this.isCaughtUp) await this.caughtUp();
    return this.isOpen ? await this.history.showAround(seq) : undefined;
  }

  /** Shows the newest, at once. */
  showNewest(): void {
    this.history.showNewest();
  }

  /**
   * Shows where one left off reading: the first unread message, with the line "New" above it (`newFromSeq`), whose seq it
   * answers with; undefined where nothing is unread. Otherwise as `showAround`.
   */
  async showFirstUnread(): Promise<number | undefined> {
    await this.caughtUp();
    const { lastReadSeq } = this.reading.state;
    if (!this.isMember || lastReadSeq >= this.endSeq) return undefined;
    const landed = await this.showAround(lastReadSeq + 1);
    return landed === undefined ? undefined : this.reading.state.newFromSeq;
  }

  /** One has blocked other people than before. */
  blocksChanged(): void {
    this.view.changed();
  }

  /** Whether somebody looks at it, or wants to. */
  protected abstract get isOpen(): boolean;
  /** One has a place in the room. */
  protected abstract get isMember(): boolean;
  /** Where one is who has read all. */
  protected abstract get endSeq(): number;
  protected abstract get isCaughtUp(): boolean;
  /** What was missed has come. Rejects where it cannot. */
  protected abstract caughtUp(): Promise<void>;
  protected abstract toSnapshot(): Snapshot;

  protected get conversationState(): ConversationState {
    return {
      items: this.log.items,
      newest: this.log.newest,
      ...this.history.state,
      ...this.outbox.state,
      ...this.typing.state,
      ...this.reading.state,
    };
  }

  /** A message came that it shows. */
  protected messageCame(message: Message): void {
    this.typing.wrote(message);
    this.reading.messageCame(message, this.log);
  }

  async #setPinned(seq: number, on: boolean): Promise<void> {
    if (!speaks(this.context.protocol(), "1.4")) {
      throw new HubbubError("invalid_argument", "This server cannot pin messages yet");
    }
    await this.#changes.run({ type: "pin_message", room_id: this.roomId, seq, on });
  }

  /** The room, whose queue it is, hears of it too. */
  #queueChanged(): void {
    this.view.changed();
    this.context.onSendable(this.roomId);
  }
}
