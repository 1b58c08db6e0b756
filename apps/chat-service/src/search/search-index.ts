import { setTimeout as pause } from "node:timers/promises";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import {
  indexDelayMs,
  indexRetryMs,
  maxMessagesPerBackfill,
  maxRoomsPerIndexing,
  maxWaitingRoomsToIndex,
} from "../limits.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { IndexMetrics } from "./index-metrics.ts";
import {
  beginRooms,
  type IndexTransaction,
  isLockTimeout,
  type MessageToIndex,
  type MessageWords,
  moveBackfilled,
  movePositions,
  readRoomsBehind,
  readToBackfill,
  readToIndex,
  type RoomToIndex,
  waitForNoAppend,
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
    if (behind.length > 0) return (await this.#index(behind)).length > 0;
    return await this.#backfill();
  }

  /** What waits another instance's sweep finds. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #plan(afterMs = indexDelayMs): void {
    if (this.#stopped || this.#running !== undefined || this.#waiting.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#indexWaiting().then((nextMs) => {
        this.#running = undefined;
        this.#plan(nextMs);
      });
    }, afterMs);
  }

  /** All that waits, room by room to its head; what another instance is indexing is for the next time. Answers in how many ms that is. */
  async #indexWaiting(): Promise<number> {
    const rooms = [...this.#waiting.keys()];
    try {
      while (rooms.length > 0 && !this.#stopped) {
        for (const { roomId, upTo, isAll } of await this.#index(rooms.splice(0, maxRoomsPerIndexing))) {
          if (!isAll) rooms.push(roomId);
          else if (upTo >= (this.#waiting.get(roomId) ?? 0)) this.#waiting.delete(roomId);
        }
      }
      return indexDelayMs;
    } catch (error) {
      this.#options.warn(error, "the words of new messages could not be written; trying again");
      return indexRetryMs;
    }
  }

  /** The next of these rooms; without those that another instance is indexing. */
  async #index(roomIds: readonly number[]): Promise<readonly RoomToIndex[]> {
    const rooms = await this.#write(async (trx) => {
      const read = [...(await readToIndex(trx, roomIds))];
      const others = roomIds.filter((id) => !read.some(({ roomId }) => roomId === id));
      if (others.length > 0 && (await beginRooms(trx, others))) read.push(...(await readToIndex(trx, others)));
      await writeWords(trx, this.#toWords(read.flatMap(({ messages }) => messages)));
      await movePositions(trx, read);
      return read;
    });
    this.#options.metrics.indexed.inc(rooms?.reduce((sum, { messages }) => sum + messages.length, 0) ?? 0);
    return rooms ?? [];
  }

  /** Postgres and this instance rest as long as a part took: nobody waits for what is old. */
  async #backfill(): Promise<boolean> {
    const beganMs = performance.now();
    const part = await this.#write(async (trx) => {
      const read = await readToBackfill(trx, maxMessagesPerBackfill);
      if (read === undefined) return undefined;
      await writeWords(trx, this.#toWords(read.messages));
      await moveBackfilled(trx, read.roomId, read.fromSeq);
      return read;
    });
    this.#options.metrics.indexed.inc(part?.messages.length ?? 0);
    if (part !== undefined) await pause(performance.now() - beganMs, undefined, { ref: false });
    return part !== undefined;
  }

  /** In one transaction, or not at all: undefined where an append that takes words away would have to be waited for. */
  async #write<Done>(work: (trx: IndexTransaction) => Promise<Done>): Promise<Done | undefined> {
    try {
      return await this.#options.db.transaction().execute(async (trx) => {
        await waitForNoAppend(trx);
        return await work(trx);
      });
    } catch (error) {
      if (isLockTimeout(error)) return undefined;
      throw error;
    }
  }

  #toWords(messages: readonly MessageToIndex[]): readonly MessageWords[] {
    const { stemsOf } = this.#options;
    return messages.map(({ content, files, authorId, ...message }) => ({
      ...message,
      words: toTsVector({ roomId: message.roomId, authorId, content, files }, stemsOf),
    }));
  }
}
