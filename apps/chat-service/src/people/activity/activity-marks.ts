import type { RoomHead } from "../../broker/broker.ts";
import { activityIntervalMs } from "../../limits.ts";

/**
 * Tells the heads of rooms that something was written to, at most once a second: the first after a quiet second at once,
 * so that little is lost with an instance that dies.
 */
export class ActivityMarks {
  readonly #publish: (marks: readonly RoomHead[]) => void;
  readonly #heads = new Map<number, RoomHead>();
  #notBeforeMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (marks: readonly RoomHead[]) => void) {
    this.#publish = publish;
  }

  /** `isCall`: what was written calls all of the room. */
  mark(roomId: number, lastSeq: number, isCall = false): void {
    const called = isCall || this.#heads.get(roomId)?.isCall === true;
    this.#heads.set(roomId, { roomId, lastSeq, ...(called ? { isCall: true } : {}) });
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, this.#notBeforeMs - performance.now()));
  }

  /** What was marked still goes out. */
  close(): void {
    clearTimeout(this.#timer);
    if (this.#heads.size > 0) this.#flush();
  }

  #flush(): void {
    this.#timer = undefined;
    this.#notBeforeMs = performance.now() + activityIntervalMs;
    const marks = [...this.#heads.values()];
    this.#heads.clear();
    this.#publish(marks);
  }
}
