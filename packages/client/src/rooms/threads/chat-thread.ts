import type { LoggedFrame, Message, ServerFrameOf } from "@hubbub/ws-protocol";
import { type HubbubError, toHubbubError } from "../../hubbub-error.ts";
import { historyPageSize } from "../../limits.ts";
import type { ReadPatience } from "../../rest/rest-client.ts";
import type { ThreadPage, ThreadPageWanted } from "../../rest/threads-api.ts";
import type { Watchable } from "../../store/watchable.ts";
import { Conversation } from "../conversation.ts";
import type { HistorySource } from "../log/room-history.ts";
import type { RoomContext } from "../room-context.ts";
import type { RoomSnapshot } from "../room-snapshot.ts";
import type { RoomChanges } from "../sending/room-changes.ts";

/** What a thread needs of its room. */
export interface ThreadSurroundings {
  readonly roomId: number;
  readonly context: RoomContext;
  readonly changes: RoomChanges;
  readonly state: Watchable<RoomSnapshot>;
  /** Where the room's log ends here; undefined before it was joined. */
  readonly resumePoint: () => { readonly after_seq: number; readonly epoch: string } | undefined;
  /** What the room missed has come. Rejects where it cannot. */
  readonly caughtUp: () => Promise<void>;
}

/** Everything there is to show of a thread: what its room is, and the root and its replies as `items`. */
export interface ThreadSnapshot extends RoomSnapshot {
  /** Undefined until the server has said it. */
  readonly isFollowing: boolean | undefined;
  /** Why nothing of it can be shown, such as `message_not_found`; `loadOlder` tries again. What fails later is no such. */
  readonly problem: HubbubError | undefined;
}

/** The thread of one message, its root, while its room is open. Its log is the room's: only what stands in it is kept. */
export class ChatThread extends Conversation<ThreadSnapshot> {
  readonly rootSeq: number;
  readonly #room: ThreadSurroundings;
  #unwatch: (() => void) | undefined;
  #isPlaced = false;
  #isFollowing: boolean | undefined;
  #problem: HubbubError | undefined;
  /** A new one where one's place or following changes: what was asked for before it may be older. */
  #turn = {};

  constructor(rootSeq: number, room: ThreadSurroundings) {
    const { roomId, context, changes } = room;
    const source: HistorySource = {
      before: (seq, onWait) => this.#before(seq, historyPageSize, { onWait }),
      after: (seq, onWait) => this.#read({ afterSeq: seq, limit: historyPageSize }, { onWait }),
      around: (seq) => this.#around(seq),
    };
    super({ roomId, threadSeq: rootSeq, context, source, changes });
    this.rootSeq = rootSeq;
    this.#room = room;
  }

  /** Loads its newest replies where they are not known, as soon as the room is joined. */
  open(): void {
    if (this.isShown) return;
    this.#unwatch = this.#room.state.subscribe(() => this.view.changed());
    this.reading.opened();
    if (this.#isPlaced) this.#place(this.reading.state.lastReadSeq);
    if (this.#room.state.snapshot().status === "joined") this.#start();
    this.view.changed();
  }

  /** Of what is loaded the newest stays. */
  close(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.history.left();
    this.setTyping(false);
  }

  get isShown(): boolean {
    return this.#unwatch !== undefined;
  }

  /** Follows it, or no more until one replies again. Rejects with what the server says. */
  async follow(on: boolean): Promise<void> {
    const before = this.#isFollowing;
    this.#setFollowing(on);
    try {
      await this.context.follow(this.roomId, this.rootSeq, on);
    } catch (error) {
      this.#setFollowing(before);
      throw error;
    }
  }

  /** The room was joined: what was missed follows, or its log begins anew. */
  joined({ epoch, recovered }: ServerFrameOf<"room_joined">): void {
    const isSameLog = this.log.resumePoint?.epoch === epoch;
    if (!recovered || !isSameLog) this.#isPlaced = false;
    if (this.isShown) this.#start({ epoch, recovered });
    else if (isSameLog) this.log.joined({ ...this.#here(epoch), recovered });
  }

  /** The next event of the room's log. */
  apply(frame: LoggedFrame): void {
    if (this.log.apply(frame) !== "applied") return;
    if (frame.type === "new_message" && frame.thread_seq === this.rootSeq) this.#replyCame(frame);
    this.view.changed();
  }

  typed(frame: ServerFrameOf<"user_typing">): void {
    this.typing.typed(frame, frame.is_typing);
  }

  /** One's place was moved, on whichever device. */
  moved(frame: ServerFrameOf<"read_moved">): void {
    this.#turn = {};
    this.reading.moved(frame, this.log, this.log.position);
  }

  clearTyping(): void {
    this.typing.clear();
  }

  protected override get isOpen(): boolean {
    return this.isShown && this.#room.state.snapshot().status !== "closed";
  }

  protected override get isMember(): boolean {
    return this.#room.state.snapshot().role !== undefined;
  }

  protected override get endSeq(): number {
    return this.log.newest.at(-1)?.seq ?? 0;
  }

  protected override get isCaughtUp(): boolean {
    return this.#isPlaced;
  }

  /** The room is, and the server has said where one is in the thread. */
  protected override async caughtUp(): Promise<void> {
    await this.#room.caughtUp();
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (this.isOpen && !this.#isPlaced && this.#problem === undefined) return;
        stop();
        if (this.#problem === undefined) resolve();
        else reject(this.#problem);
      };
      const stop = this.view.subscribe(look);
      look();
    });
  }

  protected override toSnapshot(): ThreadSnapshot {
    return {
      ...this.#room.state.snapshot(),
      receipts: none,
      ...this.conversationState,
      isFollowing: this.#isFollowing,
      problem: this.#problem,
    };
  }

  #start({ epoch, recovered } = { epoch: this.#room.resumePoint()?.epoch, recovered: true }): void {
    if (epoch === undefined) return;
    this.log.joined({ ...this.#here(epoch), recovered });
    void this.history.refresh();
    if (!this.#isPlaced) void this.history.loadOlder();
    else this.#askPlace();
  }

  /** The end of the room's log, as if it had been joined there: with nothing loaded before it. */
  #here(epoch: string) {
    return { epoch, last_seq: this.#room.resumePoint()?.after_seq ?? 0, messages: [], has_more: true };
  }

  async #before(seq: number, limit: number, patience?: ReadPatience): Promise<ThreadPage> {
    const page = await this.#read({ beforeSeq: seq, limit }, patience);
    return page.has_more ? page : { ...page, messages: [page.root, ...page.messages] };
  }

  async #around(seq: number) {
    const limit = historyPageSize / 2;
    const [older, newer] = await Promise.all([this.#before(seq + 1, limit), this.#read({ afterSeq: seq, limit })]);
    return {
      messages: [...older.messages, ...newer.messages],
      has_more_before: older.has_more,
      has_more_after: newer.has_more,
    };
  }

  async #read(page: ThreadPageWanted, patience?: ReadPatience): Promise<ThreadPage> {
    const turn = this.#turn;
    try {
      const answer = await this.context.thread(this.roomId, this.rootSeq, page, patience);
      this.#problem = undefined;
      if (turn === this.#turn) this.#learn(answer);
      else if (!this.#isPlaced) this.#askPlace();
      return answer;
    } catch (error) {
      if (!this.#isPlaced) this.#problem = toHubbubError(error);
      throw error;
    }
  }

  /** Where one is in it, and whether one follows it; what it holds is known, or on its way. */
  #askPlace(): void {
    const changed = () => this.view.changed();
    void this.#read({ limit: 1 }).then(changed, changed);
  }

  #learn({ root, following, last_read_seq }: ThreadPage): void {
    this.#isFollowing = following;
    // Who does not follow it is told of nothing new.
    this.#place(following ? last_read_seq : Math.max(last_read_seq, root.thread?.last_reply_seq ?? 0));
  }

  #place(lastReadSeq: number): void {
    const pendingSeq = this.context.pendingRead(this);
    this.reading.placed({ lastReadSeq, headSeq: this.log.position }, { isSameLog: true, pendingSeq }, this.log);
    this.#isPlaced = true;
  }

  #replyCame(reply: Message): void {
    if (reply.user_id === this.context.userId) this.#setFollowing(true);
    this.messageCame(reply);
  }

  #setFollowing(isFollowing: boolean | undefined): void {
    this.#turn = {};
    this.#isFollowing = isFollowing;
    this.view.changed();
  }
}

const none: ThreadSnapshot["receipts"] = new Map();
