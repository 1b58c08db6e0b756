import type { ChatDatabase } from "../db/open-chat-database.ts";
import { indexDelayMs, maxMessagesPerBackfill, maxRoomsPerIndexing, maxWaitingRoomsToIndex } from "../limits.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { IndexMetrics } from "./index-metrics.ts";
import {
  beginRooms,
  type MessageToIndex,
  type MessageWords,
  moveBackfilled,
  movePositions,
  readRoomsBehind,
  readToBackfill,
  readToIndex,
  writeWords,
} from "./index-queries.ts";
import type { StemsOf } from "./words/stemmers.ts";
import { toTsVector } from "./words/to-ts-vector.ts";

export interface SearchIndexOptions {
  readonly db: ChatDatabase;
  readonly stemsOf: StemsOf;
  readonly metrics: IndexMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Writes the words of messages, some moments after they were delivered. Whichever instance comes first takes all that is new
 * in a room, in the order of its log, and its place moves with the words: a crash leaves nothing half, and what it left
 * undone `sweep` finds.
 */
export class SearchIndex {
  readonly #options: SearchIndexOptions;
  /** Rooms with something new, up to which event as far as is known here. */
  readonly #waiting = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: SearchIndexOptions) {
    this.#options = options;
    options.metrics.observe(() => this.#waiting.size);
  }

  /** This instance committed a batch. */
  committed({ roomId, events }: Pick<CommittedBatch, "roomId" | "events">): void {
    const last = events.findLast(({ kind }) => kind === "message" || kind === "message_edited");
    if (last === undefined || this.#stopped) return;
    if (this.#waiting.size >= maxWaitingRoomsToIndex && !this.#waiting.has(roomId)) {
      return this.#options.metrics.dropped.inc();
    }
    this.#waiting.set(roomId, last.seq);
    this.#plan();
  }

  /**
   * One part of what nobody has indexed: what a crash left, then what was there before the index. Answers whether there is
   * more. One instance does it at a time.
   */
  async sweep(): Promise<boolean> {
    const behind = await readRoomsBehind(this.#options.db, maxRoomsPerIndexing);
    if (behind.length > 0) return (await this.#index(behind)).size > 0;
    return await this.#backfill();
  }

  /** What waits another instance's sweep finds. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #plan(): void {
    if (this.#stopped || this.#running !== undefined || this.#waiting.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#indexWaiting().finally(() => {
        this.#running = undefined;
        this.#plan();
      });
    }, indexDelayMs);
  }

  async #indexWaiting(): Promise<void> {
    // Once each: those that another instance holds, or that have more, are for the next time.
    const rooms = [...this.#waiting.keys()];
    for (let start = 0; start < rooms.length && !this.#stopped; start += maxRoomsPerIndexing) {
      try {
        const upTo = await this.#index(rooms.slice(start, start + maxRoomsPerIndexing));
        for (const [roomId, seq] of upTo) if (seq >= (this.#waiting.get(roomId) ?? 0)) this.#waiting.delete(roomId);
      } catch (error) {
        return this.#options.warn(error, "the words of new messages could not be written; trying again");
      }
    }
  }

  /** Up to where the rooms are indexed now; without those that another instance is indexing. */
  async #index(roomIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const { db, metrics } = this.#options;
    const rooms = await db.transaction().execute(async (trx) => {
      await beginRooms(trx, roomIds);
      const read = await readToIndex(trx, roomIds);
      await writeWords(
        trx,
        read.flatMap(({ messages }) => this.#toWords(messages)),
      );
      await movePositions(trx, read);
      return read;
    });
    metrics.indexed.inc(rooms.reduce((sum, { messages }) => sum + messages.length, 0));
    return new Map(rooms.map(({ roomId, upTo }) => [roomId, upTo]));
  }

  async #backfill(): Promise<boolean> {
    const { db, metrics } = this.#options;
    const part = await db.transaction().execute(async (trx) => {
      const read = await readToBackfill(trx, maxMessagesPerBackfill);
      if (read === undefined) return undefined;
      await writeWords(trx, this.#toWords(read.messages));
      await moveBackfilled(trx, read.roomId, read.fromSeq);
      return read;
    });
    metrics.indexed.inc(part?.messages.length ?? 0);
    return part !== undefined;
  }

  #toWords(messages: readonly MessageToIndex[]): readonly MessageWords[] {
    const { stemsOf } = this.#options;
    return messages.map(({ content, authorId, ...message }) => ({
      ...message,
      words: toTsVector({ roomId: message.roomId, authorId, content }, stemsOf),
    }));
  }
}
