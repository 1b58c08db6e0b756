import type { Attachment, Message } from "@hubbub/ws-protocol";
import type { Outbox } from "../../outbox/outbox.ts";
import type { OutboxItem } from "../../outbox/outbox-item.ts";
import type { SendOptions } from "../../outbox/send-options.ts";
import type { Held } from "../../refusals/held.ts";
import type { ConversationPlace } from "../room-context.ts";

export interface SendingState {
  /** One's own messages that the log does not show yet, as written. */
  readonly pending: readonly OutboxItem[];
  /** The same of the whole room, what only its threads show too; where there is no such, the room's `pending` itself. */
  readonly queue: readonly OutboxItem[];
  /**
   * Why some of `pending` wait: the server takes no more for now. Its `untilMs` may have passed: then they go out one
   * after the other, until none is left.
   */
  readonly sendingHeld: Held | undefined;
}

/** A room's messages in the outbox, or those of one of its threads, each until the log shows it. */
export class RoomOutbox {
  readonly #roomId: number;
  readonly #threadSeq: number | undefined;
  readonly #userId: number;
  readonly #outbox: Outbox;

  constructor(
    { roomId, threadSeq }: ConversationPlace,
    { userId, outbox }: { readonly userId: number; readonly outbox: Outbox },
  ) {
    this.#roomId = roomId;
    this.#threadSeq = threadSeq;
    this.#userId = userId;
    this.#outbox = outbox;
  }

  get state(): SendingState {
    const queue = this.#outbox.items(this.#roomId);
    const pending = queue.every((item) => this.#isShown(item)) ? queue : queue.filter((item) => this.#isShown(item));
    return { pending, queue, sendingHeld: this.#outbox.held(this.#roomId) };
  }

  /** Throws what `Outbox.add` throws. */
  add(content: string, options?: SendOptions): void {
    const inThread = this.#threadSeq === undefined ? {} : { threadSeq: this.#threadSeq };
    this.#outbox.add(this.#roomId, content, { ...options, ...inThread });
  }

  retry(clientMsgId: string, attachments?: readonly Attachment[]): void {
    this.#outbox.retry(clientMsgId, attachments);
  }

  discard(clientMsgId: string): void {
    this.#outbox.discard(clientMsgId);
  }

  /** Messages that the log shows. */
  shown(messages: readonly Message[]): void {
    const mine = messages.filter(({ user_id }) => user_id === this.#userId);
    if (mine.length === 0) return;
    const ids = new Set(mine.map(({ client_msg_id }) => client_msg_id));
    this.#outbox.shown(this.#roomId, ({ clientMsgId }) => ids.has(clientMsgId));
  }

  /** The log is shown up to here. */
  passed(position: number): void {
    this.#outbox.shown(this.#roomId, ({ seq }) => seq !== undefined && seq <= position);
  }

  #isShown({ threadSeq, inRoom }: OutboxItem): boolean {
    if (this.#threadSeq !== undefined) return threadSeq === this.#threadSeq;
    return threadSeq === undefined || inRoom === true;
  }
}
