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
  type MessageToIndex,
  type MessageWords,
  type PlaceMove,
  readRoomsBehind,
  readToBackfill,
  readToIndex,
  type RoomToIndex,
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
 * in a room, in the order of its log, and its place moves with the words, from where it was read or not at all: a crash leaves
 * nothing half, and what it left undone `sweep` finds.
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
    return behind.length > 0 ? (await this.#index(behind)).length > 0 : await this.#backfill();
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

  /**
   * All that waits, room by room to its head; of what another instance wrote meanwhile the rest is for the next time. Answers in how
   * many ms that is: two that came at the same moment are not to do so again.
   */
  async #indexWaiting(): Promise<number> {
    const rooms = [...this.#waiting.keys()];
    let nextMs = indexDelayMs;
    try {
      while (rooms.length > 0 && !this.#stopped) {
        const asked = rooms.splice(0, maxRoomsPerIndexing);
        const indexed = await this.#index(asked);
        if (indexed.length < asked.length) nextMs = indexDelayMs / 2;
        for (const { roomId, to, isAll } of indexed) {
          if (!isAll) rooms.push(roomId);
          else if (to >= (this.#waiting.get(roomId) ?? 0)) this.#waiting.delete(roomId);
        }
      }
      return nextMs;
    } catch (error) {
      this.#options.warn(error, "the words of new messages could not be written; trying again");
      return indexRetryMs;
    }
  }

  /** The next of these rooms; without those that another instance is indexing, or an append holds. */
  async #index(roomIds: readonly number[]): Promise<readonly RoomToIndex[]> {
    const { db } = this.#options;
    const read = [...(await readToIndex(db, roomIds))];
    const strangers = roomIds.filter((id) => !read.some(({ roomId }) => roomId === id));
    if (strangers.length > 0 && (await beginRooms(db, strangers))) read.push(...(await readToIndex(db, strangers)));
    const written = await this.#write(
      "seq",
      read.filter(({ from, to }) => to > from),
    );
    return read.filter(({ roomId, from, to }) => to === from || written.has(roomId));
  }

  /** Postgres and this instance rest as long as a part took: nobody waits for what is old. */
  async #backfill(): Promise<boolean> {
    const beganMs = performance.now();
    const part = await readToBackfill(this.#options.db, maxMessagesPerBackfill);
    if (part === undefined) return false;
    // Where an append holds one of these messages it is tried again.
    await this.#write("from_seq", [part]);
    await pause(performance.now() - beganMs, undefined, { ref: false });
    return true;
  }

  /** Answers the rooms whose place was still where it was read: their words are written. */
  async #write(moved: "seq" | "from_seq", moves: readonly PlaceMove[]): Promise<ReadonlySet<number>> {
    if (moves.length === 0) return new Set();
    const { db, metrics } = this.#options;
    const written = await writeWords(db, moved, moves, this.#toWords(moves.flatMap(({ messages }) => messages)));
    const done = moves.filter(({ roomId }) => written.has(roomId));
    metrics.indexed.inc(done.reduce((sum, { messages }) => sum + messages.length, 0));
    return written;
  }

  #toWords(messages: readonly MessageToIndex[]): readonly MessageWords[] {
    const { stemsOf } = this.#options;
    return messages.map(({ content, files, authorId, ...message }) => ({
      ...message,
      words: toTsVector({ roomId: message.roomId, authorId, content, files }, stemsOf),
    }));
  }
}
