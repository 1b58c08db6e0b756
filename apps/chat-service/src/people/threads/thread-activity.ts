import { encodeFrame } from "../../delivery/encode-frame.ts";
import { activityIntervalMs, maxActiveThreads, maxFollowersTold } from "../../limits.ts";
import type { CommittedBatch } from "../../room-log/events/committed-batch.ts";
import { Gathered } from "../activity/gathered.ts";
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

/** Tells those who follow a thread that it has a new reply. What goes untold is in `GET /users/me/threads`. */
export class ThreadActivity {
  readonly #options: ThreadActivityOptions;
  readonly #active: Gathered<ActiveThread>;

  constructor(options: ThreadActivityOptions) {
    this.#options = options;
    this.#active = new Gathered({
      intervalMs: activityIntervalMs,
      max: maxActiveThreads,
      tell: (threads) => this.#tellAll(threads),
      dropped: () => options.metrics.dropped.inc({ reason: "active_threads" }),
    });
  }

  committed({ roomId, events }: Pick<CommittedBatch, "roomId" | "events">): void {
    for (const event of events) {
      if (event.kind !== "message" || event.body.thread_seq === undefined) continue;
      const rootSeq = event.body.thread_seq;
      this.#active.add(`${roomId}:${rootSeq}`, { roomId, rootSeq, lastSeq: event.seq });
    }
  }

  stop(): void {
    this.#active.stop();
  }

  async #tellAll(threads: readonly ActiveThread[]): Promise<void> {
    try {
      const followers = await this.#options.readFollowers(threads);
      for (const [index, thread] of threads.entries()) this.#tellOf(thread, followers[index] ?? []);
    } catch (error) {
      this.#options.warn(error, "who follows a thread could not be told of its replies");
    }
  }

  #tellOf({ roomId, rootSeq, lastSeq }: ActiveThread, followers: readonly number[]): void {
    const frame = encodeFrame({ type: "thread_activity", room_id: roomId, thread_seq: rootSeq, last_seq: lastSeq });
    if (followers.length > maxFollowersTold) this.#options.metrics.dropped.inc({ reason: "followers" });
    for (const userId of followers.slice(0, maxFollowersTold)) {
      this.#options.tell({ userId, roomId, to: "every_socket", frames: [frame], effects: {} });
    }
  }
}
