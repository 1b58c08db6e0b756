import { AppError } from "@hubbub/errors";
import { maxSearchesAtOnce, maxWaitingSearches, searchRetryMs } from "../limits.ts";

interface Turn {
  readonly begin: () => void;
  readonly refuse: (error: AppError) => void;
}

/**
 * A search may be dear, so few of them are under way at a time: the others' reads are not to wait for connections. One of each
 * person, and one more that waits for it: whoever goes on typing wants no answer to what was written before.
 */
export class SearchTurns {
  readonly #running = new Set<number>();
  /** By person, in the order of their coming. */
  readonly #waiting = new Map<number, Turn>();

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Throws `overloaded` where too many wait, and for one that waited when its author asked for something else. */
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
    const earlier = this.#waiting.get(userId);
    if (earlier === undefined && this.#waiting.size >= maxWaitingSearches) return Promise.reject(overloaded());
    this.#waiting.delete(userId);
    earlier?.refuse(overloaded("You have asked for something else since"));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.set(userId, { begin: resolve, refuse: reject });
    this.#beginNext();
    return promise;
  }

  #beginNext(): void {
    for (const [userId, { begin }] of this.#waiting) {
      if (this.#running.size >= maxSearchesAtOnce) return;
      if (this.#running.has(userId)) continue;
      this.#waiting.delete(userId);
      this.#running.add(userId);
      begin();
    }
  }
}

function overloaded(message = "Too many search at the moment"): AppError {
  return new AppError("overloaded", message, { retryAfterMs: searchRetryMs });
}
