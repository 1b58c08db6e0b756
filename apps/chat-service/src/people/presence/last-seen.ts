import {
  lastSeenFlushMs,
  maxLastSeenPerQuery,
  maxRememberedPresenceChanges,
  maxWaitingLastSeen,
} from "../../limits.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import type { SeenPerson } from "./last-seen-queries.ts";

export interface LastSeenOptions {
  readonly write: (people: readonly SeenPerson[]) => Promise<void>;
  readonly read: (userIds: readonly number[]) => Promise<ReadonlyMap<number, number>>;
  readonly metrics: Pick<PeopleMetrics, "dropped">;
  readonly warn: (error: unknown, message: string) => void;
}

/** When people were here last, written together once a second; what this instance heard since counts already. */
export class LastSeen {
  readonly #options: LastSeenOptions;
  /** The newest of what was heard, ms by person: those heard of longest ago are forgotten first. */
  readonly #heard = new Map<number, number>();
  readonly #unwritten = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(options: LastSeenOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#unwritten.size;
  }

  /** Somebody came or went. One instance of all writes it down. */
  seen(userId: number, atMs: number, { write }: { readonly write: boolean }): void {
    const newest = Math.max(atMs, this.#heard.get(userId) ?? 0);
    this.#heard.delete(userId);
    this.#heard.set(userId, newest);
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > maxRememberedPresenceChanges && oldest !== undefined) this.#heard.delete(oldest);
    if (write) this.#keep(userId, newest);
  }

  /** Ms by person; without those who were never seen. */
  async of(userIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const seen = new Map(await this.#options.read(userIds));
    for (const userId of userIds) {
      const heardMs = this.#heard.get(userId);
      if (heardMs !== undefined && heardMs > (seen.get(userId) ?? 0)) seen.set(userId, heardMs);
    }
    return seen;
  }

  /** Writes what is left, once. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
    clearTimeout(this.#timer);
    while (this.#unwritten.size > 0 && (await this.#write()));
    clearTimeout(this.#timer);
  }

  #keep(userId: number, atMs: number): void {
    if (!this.#unwritten.has(userId) && this.#unwritten.size >= maxWaitingLastSeen) {
      return this.#options.metrics.dropped.inc({ reason: "last_seen" });
    }
    this.#unwritten.set(userId, atMs);
    this.#plan();
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#writing = this.#write().then(() => {
        this.#timer = undefined;
        if (this.#unwritten.size > 0) this.#plan();
      });
    }, lastSeenFlushMs);
  }

  /** Whether they are written. */
  async #write(): Promise<boolean> {
    const people = [...this.#unwritten].slice(0, maxLastSeenPerQuery);
    try {
      await this.#options.write(people.map(([userId, atMs]) => ({ userId, atMs })));
    } catch (error) {
      this.#options.warn(error, "when people were here last could not be written");
      return false;
    }
    for (const [userId, atMs] of people) if (this.#unwritten.get(userId) === atMs) this.#unwritten.delete(userId);
    return true;
  }
}
