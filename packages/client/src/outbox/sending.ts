import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import { memoryOutboxStore } from "./memory-outbox-store.ts";
import { Outbox } from "./outbox.ts";
import { OutboxSender } from "./outbox-sender.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { SendOptions } from "./send-options.ts";
import { SendResults } from "./send-results.ts";
import type { SentMessage } from "./sent-message.ts";

export interface SendingOptions {
  /** Where unsent messages of a user outlive the program. */
  readonly storeOf: (userId: number) => OutboxStore;
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  /** Whether messages of this room may go out now. */
  readonly isReady: (roomId: number) => boolean;
  /** Whether the server takes files, as far as it has said what it speaks. */
  readonly takesFiles: () => boolean;
  /** Whether somebody looks at the room: then what was sent stays visible until its log shows it. */
  readonly isShown: (roomId: number) => boolean;
  /** A room's messages on their way have changed. */
  readonly onChange: (roomId: number) => void;
}

/** The messages of who is signed in, on their way to the log: each user has an outbox and a sender of their own. */
export class Sending {
  readonly #options: SendingOptions;
  readonly #results = new SendResults();
  readonly #waitingCount = new Watched(0);
  /** Messages that wait to be sent, over all rooms. */
  readonly waitingCount: Watchable<number> = this.#waitingCount;
  #outbox = new Outbox(memoryOutboxStore());
  #sender = this.#newSender();

  constructor(options: SendingOptions) {
    this.#options = options;
  }

  /** Of the user who is signed in, or was so last. */
  get outbox(): Outbox {
    return this.#outbox;
  }

  /** Somebody has signed in: what an earlier page left unsent goes out. */
  begin(userId: number): void {
    this.#outbox = new Outbox(this.#options.storeOf(userId), this.#options.takesFiles);
    this.#sender = this.#newSender();
    void this.#load(this.#outbox);
  }

  /** Resolves when the message is committed; rejects with what it is refused for. */
  async send(roomId: number, content: string, options?: SendOptions): Promise<SentMessage> {
    const { clientMsgId } = this.#outbox.add(roomId, content, options);
    const result = this.#results.wait(clientMsgId);
    this.flush(roomId);
    return await result;
  }

  /** There may be something to send in this room. */
  flush(roomId: number): void {
    this.#sender.flush(roomId);
    this.#changed(roomId);
  }

  online(): void {
    this.#sender.flushAll();
  }

  offline(): void {
    this.#sender.disconnected();
    this.#outbox.disconnected();
    this.#waitingCount.set(this.#outbox.waiting);
  }

  /** Nothing goes out any more, until somebody signs in. */
  stop(): void {
    this.#sender.stop();
  }

  /** The user has gone: nobody will know what becomes of the messages. */
  giveUp(): void {
    this.stop();
    this.#results.giveUp();
    this.#waitingCount.set(0);
  }

  async #load(outbox: Outbox): Promise<void> {
    await outbox.load();
    if (outbox !== this.#outbox) return;
    for (const roomId of outbox.rooms()) this.flush(roomId);
  }

  #newSender(): OutboxSender {
    return new OutboxSender({
      outbox: this.#outbox,
      request: (frame) => this.#options.request(frame),
      isReady: (roomId) => this.#options.isReady(roomId),
      onChange: (roomId) => this.#changed(roomId),
      onResult: (clientMsgId, result) => this.#results.settle(clientMsgId, result),
    });
  }

  #changed(roomId: number): void {
    const { isShown, onChange } = this.#options;
    if (!isShown(roomId)) this.#outbox.shown(roomId, ({ state }) => state === "sent");
    onChange(roomId);
    this.#waitingCount.set(this.#outbox.waiting);
  }
}
