import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import { epochNowUs, type Tracing } from "@hubbub/service-runtime";
import {
  appendDeadlineMs,
  commitGraceMs,
  lockedRoomProbeMs,
  maxReconnectDelayMs,
  minReconnectDelayMs,
} from "../../limits.ts";
import { type AppendItem, itemBytes, toAppendItem, toCreateItem } from "./append-item.ts";
import { type AppendAnswer, appendPlainPosts, appendToLog, findLockedRooms } from "./append-queries.ts";
import { classifyFailure } from "./classify-failure.ts";
import { CommitPace } from "./commit-pace.ts";
import type { CommittedBatch } from "../events/committed-batch.ts";
import type { Appended } from "./appended.ts";
import type { CreateRoomCommand } from "./create-room-command.ts";
import { FollowedBatch, followWrite } from "./followed-batch.ts";
import type { LogKindName } from "../kinds/log-kind.ts";
import { type LogCommand, logCommands } from "../kinds/log-kinds.ts";
import type { LogMetrics } from "./log-metrics.ts";
import { planBatch } from "./plan-batch.ts";
import { planPlainPosts } from "./plan-plain-posts.ts";
import type { QueuedWrite } from "./queued-write.ts";
import { refusal } from "./refusals.ts";
import { toAppendError } from "./to-append-error.ts";
import { toCommittedBatches } from "./to-committed-batches.ts";
import { WriteQueue } from "./write-queue.ts";
import { WriterConnection } from "./writer-connection.ts";

export interface LogWriterOptions {
  /** Of the chat database; the writer opens its own connection, one at a time. */
  readonly url: string;
  readonly metrics: LogMetrics;
  /** Ms between the beginnings of two commits, about; where messages are few, none. */
  readonly intervalMs?: number;
  /** Ms after an interval in which the next command begins the commit. */
  readonly graceMs?: number;
  /** Throws where a row of this kind may not be appended yet. */
  readonly assertInUse?: (kind: LogKindName) => void;
  /** Called after each commit, before any of its callers hears: one batch a room. Must not throw. */
  readonly onCommitted: (batches: readonly CommittedBatch[]) => void;
  /** The heads of every room that a commit looked at, duplicates included, right after `onCommitted`. Must not throw. */
  readonly onHeads: (heads: readonly { readonly roomId: number; readonly lastSeq: number }[], epoch: string) => void;
  readonly warn: (error: unknown, message: string) => void;
  readonly tracing?: Tracing | undefined;
}

/**
 * The instance's one writer of the room log: what arrives while a batch commits goes together in the next. Promises
 * resolve after the commit. Throws AppErrors: the log's verdicts (`forbidden`, `room_not_found`, `room_archived`,
 * `message_not_found`, `user_not_found`, `already_exists`, `invalid_argument`), `overloaded` when the queue is full,
 * `unavailable` 5 s after the arrival: then the outcome is not known, and the same client_msg_id may be sent again.
 *
 * One batch is on its way at a time, and what failed is tried again before anything else: so nothing of one sender in one
 * room overtakes what that sender sent before.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #queue = new WriteQueue();
  readonly #pace: CommitPace;
  readonly #graceMs: number;
  readonly #connection: WriterConnection;
  #running: Promise<void> | undefined;
  #stopping = false;
  /** Whether the last batch held a repeat or a refusal: then the next one may too, and is not tried as if it did not. */
  #expectsRepeats = false;
  #failures = 0;
  #nextProbeMs = 0;
  #wake: (() => void) | undefined;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#pace = new CommitPace(options.intervalMs);
    this.#graceMs = options.graceMs ?? commitGraceMs;
    this.#connection = new WriterConnection(options.url);
  }

  /** What waits for its commit or is being committed. */
  get queued(): { readonly items: number; readonly bytes: number } {
    return { items: this.#queue.items, bytes: this.#queue.bytes };
  }

  append(command: LogCommand): Promise<Appended> {
    // Made before the first try, so that every further one is known to be the same.
    const clientMsgId = command.clientMsgId ?? randomUUID();
    const kind = logCommands.get(command.do)?.kind;
    if (kind !== undefined) this.#options.assertInUse?.(kind);
    return this.#enqueue(command, clientMsgId, toAppendItem(command, clientMsgId));
  }

  /** `seq` is that of the first `member_added`; `duplicate` where a direct room was there already. */
  createRoom(command: CreateRoomCommand): Promise<Appended> {
    const clientMsgId = randomUUID();
    return this.#enqueue(command, clientMsgId, toCreateItem(command, clientMsgId));
  }

  /** Takes no more, answers what is queued (within its 5 s) and closes the connection. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#running;
    await this.#connection.close();
  }

  #enqueue(command: QueuedWrite["command"], clientMsgId: string, item: AppendItem): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.#stopping) throw new AppError("unavailable", "The server is shutting down");
      const bytes = itemBytes(item);
      const deadlineMs = performance.now() + appendDeadlineMs;
      const { tracing } = this.#options;
      const followed = followWrite(tracing);
      this.#queue.add({ item, command, clientMsgId, bytes, deadlineMs, followed, resolve, reject });
      this.#wake?.();
      // It serves all that come while it runs.
      this.#running ??= tracing === undefined ? this.#run() : tracing.outside(() => this.#run());
    });
  }

  async #run(): Promise<void> {
    // What arrives in the same turn of the event loop goes into the same batch.
    await new Promise(setImmediate);
    while (this.#queue.items > 0) {
      const waitMs = this.#pace.waitMs(performance.now(), this.#queue.items);
      // Once that is over, the next command begins the commit, and has not waited at all (ADR 0014).
      if (waitMs > 0 && !this.#stopping) await this.#sleep(waitMs + this.#graceMs, waitMs);
      if (this.#queue.asideRooms.length > 0) await this.#releaseUnlockedRooms();
      const batch = this.#queue.take();
      if (batch === undefined) {
        await this.#sleep(lockedRoomProbeMs);
      } else {
        this.#pace.began(performance.now(), batch.length);
        await this.#write(batch);
      }
    }
    this.#running = undefined;
  }

  async #write(batch: readonly QueuedWrite[]): Promise<void> {
    try {
      await this.#connection.open();
    } catch (error) {
      await this.#tryLater(batch, error, "lost");
      return;
    }
    const followed = FollowedBatch.begin(this.#options.tracing, batch);
    let answer: AppendAnswer;
    try {
      answer = await this.#append(batch.map(({ item }) => item));
    } catch (error) {
      followed?.end(classifyFailure(error));
      await this.#recover(batch, error);
      return;
    }
    followed?.end();
    this.#failures = 0;
    this.#expectsRepeats = answer.verdicts.some(({ no, dup }) => no !== undefined || dup);
    this.#deliver(batch, answer, followed);
  }

  #append(items: readonly AppendItem[]): Promise<AppendAnswer> {
    const posts = this.#expectsRepeats ? undefined : planPlainPosts(items);
    return posts === undefined
      ? appendToLog(this.#connection, planBatch(items))
      : appendPlainPosts(this.#connection, posts);
  }

  /** P1: nothing is told to anybody before this, and the hubs hear before the senders do. */
  #deliver(batch: readonly QueuedWrite[], answer: AppendAnswer, followed: FollowedBatch | undefined): void {
    const { metrics, onCommitted, onHeads } = this.#options;
    metrics.batch(batch.length);
    this.#guard(() => {
      const committed = toCommittedBatches(batch, answer, followed);
      if (committed.length > 0) onCommitted(committed);
    });
    const heads = answer.rooms.map(([roomId, , lastSeq]) => ({ roomId, lastSeq }));
    this.#guard(() => onHeads(heads, answer.epoch));

    const nowUs = epochNowUs();
    const kinds = new Map(answer.rooms.map(([roomId, kind]) => [roomId, kind]));
    // The append function goes room by room: each sender shall hear in the order of what was sent.
    for (const verdict of answer.verdicts.toSorted((a, b) => a.n - b.n)) {
      const write = batch[verdict.n];
      if (write === undefined) continue;
      if (verdict.no !== undefined) {
        this.#queue.reject(write, refusal(verdict.no, kinds.get(write.item.roomId)));
        continue;
      }
      const { seq, at, dup: duplicate = false, room_id: roomId = write.item.roomId } = verdict;
      metrics.committed(Math.max(0, nowUs - write.command.receivedUs) / 1e6);
      this.#queue.resolve(write, {
        roomId,
        seq,
        createdAt: new Date(at),
        duplicate,
        clientMsgId: write.clientMsgId,
      });
    }
  }

  /** Puts the batch back in the way that its failure asks for. */
  async #recover(batch: readonly QueuedWrite[], error: unknown): Promise<void> {
    const failure = classifyFailure(error);
    if (failure === "mistake") this.#connection.destroy();
    if (failure === "refused" || failure === "mistake") {
      this.#halve(batch, error);
      return;
    }
    if (failure === "locked") {
      await this.#putLockedAside(batch);
      return;
    }
    await this.#tryLater(batch, error, failure);
  }

  async #tryLater(batch: readonly QueuedWrite[], error: unknown, failure: "lost" | "again" | "later"): Promise<void> {
    this.#queue.putBack(batch);
    this.#failures += 1;
    if (failure === "lost") this.#connection.destroy();
    if (this.#failures === 1) this.#options.warn(error, "an append failed and is tried again");
    await delay(failure === "again" ? Math.random() * 10 * this.#failures : reconnectDelayMs(this.#failures));
  }

  /** Until only what Postgres does not take is left alone. */
  #halve(batch: readonly QueuedWrite[], error: unknown): void {
    const [first, second] = batch;
    if (first === undefined) return;
    if (second === undefined) {
      const refused = toAppendError(error);
      if (refused.code === "internal") this.#options.warn(error, "an append failed");
      this.#queue.reject(first, refused);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    this.#queue.putBack(batch.slice(0, middle), batch.slice(middle));
  }

  /** Nobody but an append holds a room's lock, and not for long; who does it all the same shall stop that room only. */
  async #putLockedAside(batch: readonly QueuedWrite[]): Promise<void> {
    const roomIds = new Set(batch.map(({ item }) => item.roomId));
    const locked = await this.#findLocked([...roomIds]);
    if (locked !== undefined && locked.size > 0) {
      this.#options.warn(undefined, `somebody holds the lock of the rooms ${[...locked].join(", ")}`);
      this.#nextProbeMs = performance.now() + lockedRoomProbeMs;
    }
    this.#queue.putAside(batch, locked ?? []);
  }

  async #releaseUnlockedRooms(): Promise<void> {
    if (performance.now() < this.#nextProbeMs) return;
    this.#nextProbeMs = performance.now() + lockedRoomProbeMs;
    const roomIds = this.#queue.asideRooms;
    const locked = await this.#findLocked(roomIds);
    if (locked === undefined) return;
    for (const roomId of roomIds) if (!locked.has(roomId)) this.#queue.release(roomId);
  }

  async #findLocked(roomIds: readonly number[]): Promise<ReadonlySet<number> | undefined> {
    try {
      await this.#connection.open();
      return await findLockedRooms(this.#connection, roomIds);
    } catch (error) {
      if (classifyFailure(error) === "lost") this.#connection.destroy();
      return undefined;
    }
  }

  /** What was committed is answered whatever happens here; the heads heal what was not told. */
  #guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#options.warn(error, "a listener of the log failed");
    }
  }

  /** For `ms`, or until a command comes once `leastMs` are over, or `stop`. */
  async #sleep(ms: number, leastMs = 0): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const leastUntilMs = performance.now() + leastMs;
    this.#wake = () => {
      if (performance.now() < leastUntilMs && !this.#stopping) return;
      this.#wake = undefined;
      // What else comes in this turn of the event loop goes into the same batch.
      setImmediate(resolve);
    };
    await promise;
    this.#wake = undefined;
    clearTimeout(timer);
  }
}

function reconnectDelayMs(failures: number): number {
  const full = Math.min(maxReconnectDelayMs, minReconnectDelayMs * 2 ** (failures - 1));
  return full * (0.5 + Math.random() / 2);
}
