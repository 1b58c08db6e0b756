import { AppError } from "@hubbub/errors";
import { FairQueue } from "./fair-queue.ts";

export interface TurnsOptions {
  /** How many are under way together. */
  readonly atOnce: number;
  /** How many may wait, of all and of one person. */
  readonly maxWaiting: number;
  readonly maxWaitingOfPerson: number;
  /** What is said past that. */
  readonly overloaded: string;
  readonly retryAfterMs: number;
}

/**
 * For what is dear: few are under way at a time, so that others need not wait for what they take. One of each person; whoever
 * asks for more has them one after the other, each after everybody else's next.
 */
export class Turns<Person = number> {
  readonly #options: TurnsOptions;
  readonly #running = new Set<Person>();
  readonly #waiting = new FairQueue<() => void, Person>();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Throws `overloaded` where too many wait, or too many of this person. */
  async run<Done>(person: Person, work: () => Promise<Done>): Promise<Done> {
    await this.#turn(person);
    try {
      return await work();
    } finally {
      this.#running.delete(person);
      this.#beginNext();
    }
  }

  #turn(person: Person): Promise<void> {
    const { maxWaiting, maxWaitingOfPerson, overloaded, retryAfterMs } = this.#options;
    if (this.#waiting.size >= maxWaiting || this.#waiting.sizeOf(person) >= maxWaitingOfPerson) {
      return Promise.reject(new AppError("overloaded", overloaded, { retryAfterMs }));
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(person, resolve);
    this.#beginNext();
    return promise;
  }

  #beginNext(): void {
    while (this.#running.size < this.#options.atOnce) {
      const next = this.#waiting.shift((person) => this.#running.has(person));
      if (next === undefined) return;
      const [person, begin] = next;
      this.#running.add(person);
      begin();
    }
  }
}
