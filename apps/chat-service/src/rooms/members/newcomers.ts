import { BoundedCache, type CacheCounts } from "../../identity/bounded-cache.ts";
import { maxKnownAccounts, newcomerWaitMs } from "../../limits.ts";

export interface NewcomersOptions {
  /** Makes members of `general` of those who come for the first time. */
  readonly admit: (userIds: readonly number[]) => Promise<void>;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Lets each account in, once: at its first token that an instance sees. Whom this instance has met costs nothing; after a
 * start they are looked up, all who come meanwhile in one query, for all of them come back at once.
 */
export class Newcomers {
  readonly #options: NewcomersOptions;
  readonly #known = new BoundedCache<number, true>(maxKnownAccounts);
  readonly #waiting = new Set<number>();
  #next: PromiseWithResolvers<void> | undefined;
  #running = false;
  #failing = false;

  constructor(options: NewcomersOptions) {
    this.#options = options;
  }

  get lookups(): CacheCounts {
    return this.#known;
  }

  get known(): number {
    return this.#known.size;
  }

  /**
   * Undefined where there is nothing to wait for. Else resolves when they are in, or after a moment without that: nobody is
   * kept out because the database is away, and their next request tries again.
   */
  meet(userId: number): Promise<void> | undefined {
    if (this.#known.get(userId) !== undefined) return undefined;
    this.#waiting.add(userId);
    this.#next ??= Promise.withResolvers();
    if (!this.#running) void this.#run();
    return this.#next.promise;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Who comes in the same turn of the event loop goes into the same query.
    await new Promise(setImmediate);
    while (this.#next !== undefined) {
      const met = this.#next;
      const userIds = [...this.#waiting];
      this.#waiting.clear();
      this.#next = undefined;
      const patience = setTimeout(met.resolve, newcomerWaitMs);
      await this.#admit(userIds);
      clearTimeout(patience);
      met.resolve();
    }
    this.#running = false;
  }

  async #admit(userIds: readonly number[]): Promise<void> {
    try {
      await this.#options.admit(userIds);
      this.#failing = false;
      for (const userId of userIds) this.#known.set(userId, true);
    } catch (error) {
      if (!this.#failing) this.#options.warn(error, "newcomers could not be let in; their next request tries again");
      this.#failing = true;
    }
  }
}
