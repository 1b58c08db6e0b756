import { membershipSweepMs, membershipSweepStepMs } from "../../limits.ts";

export interface MembershipSweepOptions<Person> {
  readonly people: { readonly size: number; all(): Iterator<Person> };
  readonly visit: (person: Person) => void;
}

/**
 * Comes to every connected person once in `membershipSweepMs`, a few at a time: whatever was said of their rooms and got
 * lost, with the broker's link or with the instance that was about to say it, is found then.
 */
export class MembershipSweep<Person> {
  readonly #options: MembershipSweepOptions<Person>;
  #timer: NodeJS.Timeout | undefined;
  #round: Iterator<Person>;

  constructor(options: MembershipSweepOptions<Person>) {
    this.#options = options;
    this.#round = options.people.all();
  }

  /** There is somebody to come to. It ends by itself when there is nobody any more. */
  start(): void {
    this.#timer ??= setInterval(() => this.#step(), membershipSweepStepMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #step(): void {
    const { people, visit } = this.#options;
    if (people.size === 0) return this.stop();
    const steps = membershipSweepMs / membershipSweepStepMs;
    for (let left = Math.ceil(people.size / steps); left > 0; left -= 1) {
      const next = this.#next();
      if (next === undefined) return;
      visit(next);
    }
  }

  /** Who came meanwhile stands at the end of the round. */
  #next(): Person | undefined {
    const next = this.#round.next();
    if (next.done !== true) return next.value;
    this.#round = this.#options.people.all();
    const first = this.#round.next();
    return first.done === true ? undefined : first.value;
  }
}
