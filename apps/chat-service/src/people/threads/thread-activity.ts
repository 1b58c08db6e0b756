import { encodeFrame } from "../../delivery/encode-frame.ts";
import { activityIntervalMs, maxActiveThreads } from "../../limits.ts";
import type { CommittedBatch } from "../../room-log/events/committed-batch.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import type { TellPerson } from "../tell-person.ts";

/** A thread with a new reply. */
export interface ActiveThread {
  readonly roomId: number;
  readonly rootSeq: number;
  readonly lastSeq: number;
}

export interface ThreadActivityOptions {
  readonly tell: TellPerson;
  /** Who follows each of them, a bounded number; in their order. */
  readonly readFollowers: (threads: readonly ActiveThread[]) => Promise<readonly (readonly number[])[]>;
  readonly metrics: Pick<PeopleMetrics, "dropped">;
  readonly warn: (error: unknown, message: string) => void;
}

/** Tells those who follow a thread that it has a new reply, once a second at most: the first after a quiet second at once. */
export class ThreadActivity {
  readonly #options: ThreadActivityOptions;
  #active = new Map<string, ActiveThread>();
  #notBeforeMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ThreadActivityOptions) {
    this.#options = options;
  }

  committed({ roomId, events }: Pick<CommittedBatch, "roomId" | "events">): void {
    for (const event of events) {
      if (event.kind !== "message" || event.body.thread_seq === undefined) continue;
      this.#mark({ roomId, rootSeq: event.body.thread_seq, lastSeq: event.seq });
    }
  }

  /** What was not told yet goes untold: `GET /users/me/threads` has it. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#active.clear();
  }

  #mark(thread: ActiveThread): void {
    const key = `${thread.roomId}:${thread.rootSeq}`;
    if (!this.#active.has(key) && this.#active.size >= maxActiveThreads) {
      return this.#options.metrics.dropped.inc({ reason: "active_threads" });
    }
    this.#active.set(key, thread);
    this.#timer ??= setTimeout(() => void this.#tellAll(), Math.max(0, this.#notBeforeMs - performance.now()));
  }

  async #tellAll(): Promise<void> {
    const threads = [...this.#active.values()];
    this.#active = new Map();
    try {
      const followers = await this.#options.readFollowers(threads);
      for (const [index, thread] of threads.entries()) this.#tellOf(thread, followers[index] ?? []);
    } catch (error) {
      this.#options.warn(error, "who follows a thread could not be told of its replies");
    }
    this.#notBeforeMs = performance.now() + activityIntervalMs;
    this.#timer = this.#active.size === 0 ? undefined : setTimeout(() => void this.#tellAll(), activityIntervalMs);
  }

  #tellOf({ roomId, rootSeq, lastSeq }: ActiveThread, followers: readonly number[]): void {
    const frame = encodeFrame({ type: "thread_activity", room_id: roomId, thread_seq: rootSeq, last_seq: lastSeq });
    for (const userId of followers) {
      this.#options.tell({ userId, roomId, to: "every_socket", frames: [frame], effects: {} });
    }
  }
}
