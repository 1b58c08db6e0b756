import { AppError } from "@hubbub/errors";
import { maxBatchBytes, maxBatchItems, maxQueuedBytes, maxQueuedItems, queueRetryMs } from "../../limits.ts";
import type { Appended } from "./appended.ts";
import type { QueuedWrite } from "./queued-write.ts";

/**
 * Commands that wait for their commit, bounded in number and bytes; each is answered with `unavailable` at its deadline,
 * wherever it is then. Whatever is put back or aside, the commands of one room are taken in the order they came.
 */
export class WriteQueue {
  /** Not answered yet, in the order they came, and so of their deadlines. */
  readonly #unanswered = new Set<QueuedWrite>();
  #bytes = 0;
  #waiting: QueuedWrite[] = [];
  /** Taken before and put back; to be taken again as they are, before what waits. */
  readonly #putBack: QueuedWrite[][] = [];
  readonly #aside = new Map<number, QueuedWrite[]>();
  #expiry: NodeJS.Timeout | undefined;

  get items(): number {
    return this.#unanswered.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Rooms whose commands were put aside. */
  get asideRooms(): number[] {
    return [...this.#aside.keys()];
  }

  /** Throws `overloaded` when the queue is full. */
  add(write: QueuedWrite): void {
    if (this.items >= maxQueuedItems || this.#bytes + write.bytes > maxQueuedBytes) {
      throw new AppError("overloaded", undefined, { retryAfterMs: queueRetryMs });
    }
    this.#unanswered.add(write);
    this.#bytes += write.bytes;
    this.#waiting.push(write);
    this.#expiry ??= setTimeout(() => this.#expire(), write.deadlineMs - performance.now());
  }

  /** The next batch; undefined if there is nothing to do now. */
  take(): readonly QueuedWrite[] | undefined {
    for (let group = this.#putBack.shift(); group !== undefined; group = this.#putBack.shift()) {
      const batch = group.filter((write) => this.#isToDo(write));
      if (batch.length > 0) return batch;
    }
    const batch: QueuedWrite[] = [];
    let bytes = 0;
    let seen = 0;
    for (const write of this.#waiting) {
      if (batch.length === maxBatchItems || (batch.length > 0 && bytes + write.bytes > maxBatchBytes)) break;
      seen += 1;
      if (!this.#isToDo(write)) continue;
      batch.push(write);
      bytes += write.bytes;
    }
    this.#waiting.splice(0, seen);
    return batch.length > 0 ? batch : undefined;
  }

  /** What was taken is taken again next: the groups one after the other. */
  putBack(...groups: readonly (readonly QueuedWrite[])[]): void {
    this.#putBack.unshift(...groups.map((group) => [...group]));
  }

  /** Puts back what was taken; what belongs to these rooms, now or later, waits aside for `release`. */
  putAside(batch: readonly QueuedWrite[], roomIds: Iterable<number>): void {
    for (const roomId of roomIds) if (!this.#aside.has(roomId)) this.#aside.set(roomId, []);
    this.putBack(batch);
  }

  release(roomId: number): void {
    const writes = this.#aside.get(roomId);
    if (writes === undefined) return;
    this.#aside.delete(roomId);
    this.putBack(writes);
  }

  /** A command that has its answer already keeps it. */
  resolve(write: QueuedWrite, appended: Appended): void {
    if (this.#forget(write)) write.resolve(appended);
  }

  reject(write: QueuedWrite, error: AppError): void {
    if (!this.#forget(write)) return;
    // Also of what waited in vain.
    write.followed?.queued.end({ error: error.code });
    write.reject(error);
  }

  #isToDo(write: QueuedWrite): boolean {
    if (!this.#unanswered.has(write)) return false;
    const aside = this.#aside.get(write.item.roomId);
    aside?.push(write);
    return aside === undefined;
  }

  #forget(write: QueuedWrite): boolean {
    if (!this.#unanswered.delete(write)) return false;
    this.#bytes -= write.bytes;
    if (this.items > 0) return true;
    clearTimeout(this.#expiry);
    this.#expiry = undefined;
    this.#aside.clear();
    return true;
  }

  #expire(): void {
    this.#expiry = undefined;
    const now = performance.now();
    for (const write of this.#unanswered) {
      if (write.deadlineMs > now) {
        this.#expiry = setTimeout(() => this.#expire(), write.deadlineMs - now);
        break;
      }
      this.reject(write, new AppError("unavailable"));
    }
    // What nobody waits for any more shall not fill the memory while nothing is taken.
    const alive = (write: QueuedWrite) => this.#unanswered.has(write);
    this.#waiting = this.#waiting.filter(alive);
    for (const [roomId, writes] of this.#aside) this.#aside.set(roomId, writes.filter(alive));
  }
}
