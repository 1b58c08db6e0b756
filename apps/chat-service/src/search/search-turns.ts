import { AppError } from "@hubbub/errors";
import { maxSearchesAtOnce, maxSearchesOfPerson, maxWaitingSearches, searchRetryMs } from "../limits.ts";

/**
 * A search may be dear, so few of them are under way at a time: the others' reads are not to wait for connections. One of each
 * person; whoever asks for more has them one after the other.
 */
export class SearchTurns {
  readonly #running = new Set<number>();
  /** By person, in the order of their coming; nobody without any. */
  readonly #waiting = new Map<number, (() => void)[]>();
  #waitingSearches = 0;

  get waiting(): number {
    return this.#waitingSearches;
  }

  /** Throws `overloaded` where too many wait, or too many of this person. */
  async run<Found>(userId: number, search: () => Promise<Found>): Promise<Found> {
    await this.#turn(userId);
    try {
      return await search();
    } finally {
      this.#running.delete(userId);
      this.#beginNext();
    }
  }

  #turn(userId: number): Promise<void> {
    const own = this.#waiting.get(userId) ?? [];
    if (this.#waitingSearches >= maxWaitingSearches || own.length >= maxSearchesOfPerson) {
      const error = new AppError("overloaded", "Too many searches wait at the moment", { retryAfterMs: searchRetryMs });
      return Promise.reject(error);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    own.push(resolve);
    this.#waiting.set(userId, own);
    this.#waitingSearches += 1;
    this.#beginNext();
    return promise;
  }

  #beginNext(): void {
    for (const [userId, own] of this.#waiting) {
      if (this.#running.size >= maxSearchesAtOnce) return;
      if (this.#running.has(userId)) continue;
      const begin = own.shift();
      // Who has more waiting comes after the others.
      this.#waiting.delete(userId);
      if (own.length > 0) this.#waiting.set(userId, own);
      this.#waitingSearches -= 1;
      this.#running.add(userId);
      begin?.();
    }
  }
}
