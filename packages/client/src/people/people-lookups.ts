import { lookupEveryMs, lookupGatherMs, lookupsAtOnce, lookupsBurst } from "../limits.ts";

export interface PeopleLookupsOptions {
  /** Whether somebody is still to be asked for: their name is shown, and has not been told meanwhile. */
  readonly isWanted: (userId: number) => boolean;
  readonly isOnline: () => boolean;
  /** Asks the server; never rejects. */
  readonly ask: (userId: number) => Promise<unknown>;
}

/**
 * Asks for people one by one, as the server has no call for several: those wanted last first, a few at once, and in the
 * long run one every three seconds. Who is not asked for while they are shown is not asked for at all.
 */
export class PeopleLookups {
  readonly #options: PeopleLookupsOptions;
  readonly #waiting = new Set<number>();
  readonly #asking = new Set<number>();
  #budget = lookupsBurst;
  /** When the budget was so, as `performance.now()` counts. */
  #budgetAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeopleLookupsOptions) {
    this.#options = options;
  }

  want(userId: number): void {
    if (this.#asking.has(userId)) return;
    this.#waiting.delete(userId);
    this.#waiting.add(userId);
    this.#later(lookupGatherMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
    this.#asking.clear();
  }

  #later(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, delayMs);
  }

  #run(): void {
    const { isWanted, isOnline } = this.#options;
    if (!isOnline()) return;
    this.#refill();
    const wanted = [...this.#waiting].filter(isWanted);
    this.#waiting.clear();
    while (this.#asking.size < lookupsAtOnce && this.#budget >= 1) {
      const userId = wanted.pop();
      if (userId === undefined) return;
      void this.#ask(userId);
    }
    for (const userId of wanted) this.#waiting.add(userId);
    if (wanted.length > 0 && this.#budget < 1) this.#later(lookupEveryMs);
  }

  async #ask(userId: number): Promise<void> {
    this.#budget -= 1;
    this.#asking.add(userId);
    await this.#options.ask(userId);
    this.#asking.delete(userId);
    this.#run();
  }

  #refill(): void {
    const nowMs = performance.now();
    this.#budget = Math.min(lookupsBurst, this.#budget + (nowMs - this.#budgetAtMs) / lookupEveryMs);
    this.#budgetAtMs = nowMs;
  }
}
