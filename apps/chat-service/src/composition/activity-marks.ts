import type { RoomHead } from "../broker/broker.ts";
import { activityIntervalMs } from "../limits.ts";

/** Collects the heads of rooms that something was written to, and tells each room's at most once a second. */
export class ActivityMarks {
  readonly #publish: (marks: readonly RoomHead[]) => void;
  readonly #heads = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (marks: readonly RoomHead[]) => void) {
    this.#publish = publish;
  }

  mark(roomId: number, lastSeq: number): void {
    this.#heads.set(roomId, lastSeq);
    this.#timer ??= setTimeout(() => this.#flush(), activityIntervalMs);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = undefined;
    const marks = [...this.#heads].map(([roomId, lastSeq]) => ({ roomId, lastSeq }));
    this.#heads.clear();
    this.#publish(marks);
  }
}
