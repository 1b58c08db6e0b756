import {
  deliveredFlushMs,
  deliveredRetryMs,
  maxDeliveredMarksPerQuery,
  maxWaitingDeliveredMarks,
} from "../../limits.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import type { DeliveredMark } from "./delivered-queries.ts";

/** With who wrote the messages and is told how far they came. */
export interface DeliveredTo extends DeliveredMark {
  readonly authorId: number;
}

export interface DeliveredMarksOptions {
  readonly move: (marks: readonly DeliveredMark[]) => Promise<readonly ("moved" | "stands" | "locked")[]>;
  /** The mark moved and is committed. */
  readonly moved: (mark: DeliveredTo) => void;
  readonly metrics: PeopleMetrics;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * How far direct messages reached the devices of whom they are for: gathered for a moment, the furthest of each person
 * and room, and written together. A failed write is repeated; marks only ever move forward, so that does no harm.
 */
export class DeliveredMarks {
  readonly #options: DeliveredMarksOptions;
  readonly #waiting = new Map<string, DeliveredTo>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;
  #stopped = false;

  constructor(options: DeliveredMarksOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  add(mark: DeliveredTo): void {
    const key = `${mark.roomId}:${mark.userId}`;
    const known = this.#waiting.get(key);
    if (known === undefined && this.#waiting.size >= maxWaitingDeliveredMarks) {
      return this.#options.metrics.dropped.inc({ reason: "delivered_marks" });
    }
    if (known === undefined || known.seq < mark.seq) this.#waiting.set(key, mark);
    this.#plan(deliveredFlushMs);
  }

  /** Writes what waits, if that can be done now. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#writing;
    await this.#write();
  }

  #plan(afterMs: number): void {
    if (this.#writing !== undefined || this.#stopped || this.#waiting.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#write().then((retry) => {
        this.#writing = undefined;
        this.#plan(retry);
      });
    }, afterMs);
  }

  /** Answers when to write next. */
  async #write(): Promise<number> {
    const batch = [...this.#waiting.values()].slice(0, maxDeliveredMarksPerQuery);
    for (const mark of batch) this.#waiting.delete(`${mark.roomId}:${mark.userId}`);
    try {
      const outcomes = await this.#options.move(batch);
      this.#failing = false;
      batch.forEach((mark, index) => {
        if (outcomes[index] === "moved") this.#options.moved(mark);
        else if (outcomes[index] === "locked") this.add(mark);
      });
      return deliveredFlushMs;
    } catch (error) {
      if (!this.#failing) this.#options.warn(error, "delivered marks could not be written; trying again");
      this.#failing = true;
      for (const mark of batch) this.add(mark);
      return deliveredRetryMs;
    }
  }
}
