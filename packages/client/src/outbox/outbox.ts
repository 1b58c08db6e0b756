import type { Attachment } from "@hubbub/ws-protocol";
import { HubbubError } from "../hubbub-error.ts";
import { outboxMaxBytes, outboxMaxItems } from "../limits.ts";
import type { Held } from "../refusals/held.ts";
import { retryDelayMs } from "../refusals/retry-delay.ts";
import { assertContent } from "./assert-content.ts";
import { mergeStored, type StoreView } from "./merge-stored.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { randomId } from "./random-id.ts";
import type { SendOptions } from "./send-options.ts";
import { storedBytes } from "./stored-message.ts";
import { StoredMessages } from "./stored-messages.ts";

/** One room's unsent messages and how to go on with them. */
interface Queue {
  items: readonly OutboxItem[];
  /** Since the first that was refused for now, until nothing is left unsent. */
  held: Held | undefined;
  refusals: number;
}

/**
 * Messages on their way to the log, room by room in the order they were written. Each keeps its `client_msg_id` for life,
 * so that sending it again never makes a second message. Pure but for the store: its owner sends what it hands out.
 *
 * Of a room one message is on its way at a time: of two, the first could be refused for now and the second taken. Which
 * limit refused one, the room's or the account's, is not said: other rooms find out by a refusal of their own, which
 * costs nothing.
 */
export class Outbox {
  readonly #stored: StoredMessages;
  readonly #takesFiles: () => boolean;
  readonly #queues = new Map<number, Queue>();

  /** `takesFiles`: the server does, as far as it has said what it speaks. */
  constructor(store: OutboxStore, takesFiles = () => true) {
    this.#stored = new StoredMessages(store);
    this.#takesFiles = takesFiles;
  }

  /** Takes up what an earlier page left unsent. Never rejects. */
  async load(): Promise<void> {
    const view = await this.#stored.look();
    if (view === undefined) return;
    const rooms = new Set([...this.#queues.keys(), ...view.messages.map(({ roomId }) => roomId)]);
    for (const roomId of rooms) {
      this.#merge(roomId, { ...view, messages: view.messages.filter((message) => message.roomId === roomId) });
    }
  }

  /** Sees what other pages have written and sent in a room. Never rejects. */
  async refresh(roomId: number): Promise<void> {
    const view = await this.#stored.look(roomId);
    if (view !== undefined) this.#merge(roomId, view);
  }

  /** See `OutboxStore.turn`. */
  get turn(): OutboxStore["turn"] {
    return this.#stored.turn;
  }

  /** Forgets all messages, here and in the store. */
  async clear(): Promise<void> {
    this.#queues.clear();
    await this.#stored.clear();
  }

  /** Throws what the server would refuse: `invalid_argument`; `overloaded` where too much waits already. */
  add(roomId: number, content: string, options: SendOptions = {}): OutboxItem {
    const { replyTo, threadSeq, inRoom, attachments = [], linkPreviews } = options;
    assertContent(content, attachments);
    const hasFiles = attachments.length > 0;
    if (hasFiles && !this.#takesFiles()) throw new HubbubError("invalid_argument", "This server takes no files yet");
    const item: OutboxItem = {
      roomId,
      clientMsgId: randomId(),
      content,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(threadSeq === undefined ? {} : { threadSeq, ...(inRoom === true ? { inRoom } : {}) }),
      ...(hasFiles ? { attachments } : {}),
      ...(linkPreviews === undefined ? {} : { linkPreviews }),
      createdAt: new Date().toISOString(),
      state: "waiting",
    };
    if (this.size >= outboxMaxItems || this.#bytes + storedBytes(item) > outboxMaxBytes) {
      throw new HubbubError("overloaded", "Too many messages wait to be sent");
    }
    const queue = this.#queue(roomId);
    queue.items = [...queue.items, item];
    this.#stored.put(item);
    return item;
  }

  /** Those of a room, as written. The same array until something changes. */
  items(roomId: number): readonly OutboxItem[] {
    return this.#queues.get(roomId)?.items ?? none;
  }

  /** How many are not sent, over all rooms; failed ones do not count as waiting. */
  get waiting(): number {
    return this.#filter(isUnsent).length;
  }

  /** All that the server has not taken, failed ones too. */
  get size(): number {
    return this.#filter(({ state }) => state !== "sent").length;
  }

  /** Whether something of a room is to be sent, or has no answer yet. */
  isUnsent(roomId: number): boolean {
    return this.items(roomId).some(isUnsent);
  }

  rooms(): readonly number[] {
    return [...this.#queues.keys()];
  }

  /** What may be sent now, marked as `sending`; `heldForMs` when it has to wait for its next try. */
  take(roomId: number): { item: OutboxItem | undefined; heldForMs: number } {
    const queue = this.#queues.get(roomId);
    const isBusy = queue?.items.some(({ state }) => state === "sending") ?? true;
    const item = queue?.items.find(({ state }) => state === "waiting");
    if (queue === undefined || item === undefined || isBusy) return { item: undefined, heldForMs: 0 };
    const heldForMs = (queue.held?.untilMs ?? 0) - performance.now();
    if (heldForMs > 0) return { item: undefined, heldForMs };
    this.#set(item.clientMsgId, { state: "sending" });
    return { item, heldForMs: 0 };
  }

  /**
   * Why a room's messages go out later, or more slowly, than they were written: as long as some of those wait that were
   * held. Its `untilMs` may have passed: then they go out one after the other.
   */
  held(roomId: number): Held | undefined {
    return this.#queues.get(roomId)?.held;
  }

  /** The server has committed it. */
  acknowledged(clientMsgId: string, seq: number): void {
    this.#stored.remove(clientMsgId);
    this.#set(clientMsgId, { state: "sent", seq });
    const queue = this.#queueOf(clientMsgId);
    if (queue !== undefined) queue.refusals = 0;
    this.#relax(queue);
  }

  /** The server refused it. What may be tried again goes back to its place, everything else has failed. */
  refused(clientMsgId: string, error: HubbubError): void {
    const queue = this.#queueOf(clientMsgId);
    const item = queue?.items.find((candidate) => candidate.clientMsgId === clientMsgId);
    if (queue === undefined || item?.state !== "sending") return;
    if (!error.retryable) {
      this.#stored.put({ ...item, error });
      this.#set(clientMsgId, { state: "failed", error });
      this.#relax(queue);
      return;
    }
    this.#set(clientMsgId, { state: "waiting" });
    queue.held = { code: error.code, untilMs: performance.now() + retryDelayMs(error, queue.refusals) };
    queue.refusals += 1;
  }

  /** The log shows it, or has gone past the place where it is. */
  shown(roomId: number, isShown: (item: OutboxItem) => boolean): void {
    for (const item of this.items(roomId)) {
      if (isShown(item)) this.discard(item.clientMsgId);
    }
  }

  /** The connection is gone: what has no answer goes out again, with what waits behind it. */
  disconnected(): void {
    for (const queue of this.#queues.values()) {
      queue.items = queue.items.map((item) => (item.state === "sending" ? { ...item, state: "waiting" } : item));
    }
  }

  /** A failed one gets another try; with other files in the place of its own, or none. Throws what `add` says of those. */
  retry(clientMsgId: string, attachments?: readonly Attachment[]): void {
    const queue = this.#queueOf(clientMsgId);
    const item = queue?.items.find((candidate) => candidate.clientMsgId === clientMsgId);
    if (queue === undefined || item?.state !== "failed") return;
    const { error: _, attachments: before, ...rest } = item;
    const files = attachments ?? before ?? [];
    if (attachments !== undefined) assertContent(item.content, files);
    const again: OutboxItem = { ...rest, ...(files.length > 0 ? { attachments: files } : {}), state: "waiting" };
    queue.items = queue.items.map((one) => (one === item ? again : one));
    this.#stored.put(again);
  }

  discard(clientMsgId: string): void {
    const queue = this.#queueOf(clientMsgId);
    if (queue === undefined) return;
    this.#stored.remove(clientMsgId);
    queue.items = queue.items.filter((item) => item.clientMsgId !== clientMsgId);
    this.#relax(queue);
  }

  #merge(roomId: number, view: StoreView): void {
    const queue = this.#queue(roomId);
    queue.items = mergeStored(queue.items, view);
    this.#relax(queue);
  }

  #queue(roomId: number): Queue {
    const known = this.#queues.get(roomId);
    if (known !== undefined) return known;
    const queue: Queue = { items: none, held: undefined, refusals: 0 };
    this.#queues.set(roomId, queue);
    return queue;
  }

  #queueOf(clientMsgId: string): Queue | undefined {
    return [...this.#queues.values()].find((queue) => queue.items.some((item) => item.clientMsgId === clientMsgId));
  }

  #set(clientMsgId: string, change: Pick<OutboxItem, "state" | "error" | "seq">): void {
    const queue = this.#queueOf(clientMsgId);
    if (queue === undefined) return;
    queue.items = queue.items.map((item) => {
      if (item.clientMsgId !== clientMsgId) return item;
      const { error: _, ...rest } = item;
      return { ...rest, ...change };
    });
  }

  /** With nothing left unsent the room is back to normal. */
  #relax(queue: Queue | undefined): void {
    const busy = queue?.items.some(isUnsent) ?? true;
    if (queue !== undefined && !busy) Object.assign(queue, { held: undefined, refusals: 0 });
  }

  get #bytes(): number {
    return this.#filter(({ state }) => state !== "sent").reduce((bytes, item) => bytes + storedBytes(item), 0);
  }

  #filter(fits: (item: OutboxItem) => boolean): readonly OutboxItem[] {
    return [...this.#queues.values()].flatMap((queue) => queue.items.filter(fits));
  }
}

const none: readonly OutboxItem[] = [];

function isUnsent({ state }: OutboxItem): boolean {
  return state === "waiting" || state === "sending";
}
