import { AppError } from "@hubbub/errors";
import { passwordHashesRetryMs } from "../limits.ts";

/** Whose work it is. An address is as `addressSubject` writes it, an account whatever tells it from others there. */
export interface Asker {
  readonly address: string;
  readonly account: string;
  /** Whether nobody signed in to the account from there yet. */
  readonly isStranger: boolean;
}

export interface HashingBounds {
  /** Works that run at one time. */
  readonly atOnce: number;
  /** Those that wait, of all together, of one address, of one account at one address, and of all its strangers. */
  readonly waiting: number;
  readonly waitingOfAddress: number;
  readonly waitingOfAccount: number;
  readonly waitingOfStrangers: number;
}

interface Waiter {
  readonly isStranger: boolean;
  begin(): void;
  refuse(error: AppError): void;
}

/**
 * Runs works a few at a time. Those that wait are served in turn: one of each address, and at an address one of each
 * account, so that nobody waits for all that another has asked for. An account's share is its share at one address, so
 * that strangers who try it elsewhere take nothing from its owner; and those have one share, from however many addresses.
 */
export class HashingQueue {
  readonly #bounds: HashingBounds;
  readonly #onShareSpent: () => void;
  /** Address → account → its waiters; the first of each map is the next. */
  readonly #lines = new Map<string, Map<string, Waiter[]>>();
  #waiting = 0;
  #running = 0;

  constructor(bounds: HashingBounds, onShareSpent: () => void = () => undefined) {
    this.#bounds = bounds;
    this.#onShareSpent = onShareSpent;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Throws `rate_limited` where the asker has its share waiting already, and `overloaded` where the queue is full. */
  async run<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result> {
    await this.#turnOf(asker);
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  async #turnOf(asker: Asker): Promise<void> {
    if (this.#running < this.#bounds.atOnce) {
      this.#running += 1;
      return;
    }
    this.#assertShare(asker);
    if (this.#waiting >= this.#bounds.waiting) this.#makePlaceFor(asker);
    await new Promise<void>((begin, refuse) => this.#add(asker, { isStranger: asker.isStranger, begin, refuse }));
  }

  #assertShare({ address, account, isStranger }: Asker): void {
    const line = this.#lines.get(address);
    const ofAccount = line?.get(account)?.length ?? 0;
    const { waitingOfAddress, waitingOfAccount, waitingOfStrangers } = this.#bounds;
    const strangersFit = !isStranger || this.#strangersOf(account) < waitingOfStrangers;
    if (countOf(line) < waitingOfAddress && ofAccount < waitingOfAccount && strangersFit) return;
    this.#onShareSpent();
    throw new AppError("rate_limited", "Too many tries at once; wait a moment", {
      retryAfterMs: passwordHashesRetryMs,
    });
  }

  #strangersOf(account: string): number {
    let count = 0;
    for (const line of this.#lines.values()) {
      for (const { isStranger } of line.get(account) ?? []) if (isStranger) count += 1;
    }
    return count;
  }

  /** The last comer of the address that has most waiting goes, unless that is the asker's own. */
  #makePlaceFor({ address }: Asker): void {
    const overloaded = new AppError("overloaded", "Too many people are signing in right now; try again in a moment", {
      retryAfterMs: passwordHashesRetryMs,
    });
    const [fullest, line] = largest(this.#lines, countOf);
    if (countOf(line) <= countOf(this.#lines.get(address)) + 1) throw overloaded;
    const [account, waiters] = largest(line, ({ length }) => length);
    waiters.pop()?.refuse(overloaded);
    this.#waiting -= 1;
    if (waiters.length === 0) line.delete(account);
    if (line.size === 0) this.#lines.delete(fullest);
  }

  #add({ address, account }: Asker, waiter: Waiter): void {
    const line = this.#lines.get(address) ?? new Map<string, Waiter[]>();
    const waiters = line.get(account) ?? [];
    waiters.push(waiter);
    line.set(account, waiters);
    this.#lines.set(address, line);
    this.#waiting += 1;
  }

  /** A place that someone waits for is handed over, not freed. */
  #passOn(): void {
    const next = this.#takeNext();
    if (next === undefined) this.#running -= 1;
    else next.begin();
  }

  #takeNext(): Waiter | undefined {
    for (const [address, line] of this.#lines) {
      for (const [account, waiters] of line) {
        const waiter = waiters.shift();
        this.#waiting -= 1;
        toTheEnd(line, account, waiters, waiters.length);
        toTheEnd(this.#lines, address, line, line.size);
        return waiter;
      }
    }
    return undefined;
  }
}

function countOf(line: ReadonlyMap<string, readonly Waiter[]> | undefined): number {
  let count = 0;
  for (const waiters of line?.values() ?? []) count += waiters.length;
  return count;
}

/** Of a map that is not empty. */
function largest<Value>(map: ReadonlyMap<string, Value>, sizeOf: (value: Value) => number): [string, Value] {
  return [...map].reduce((most, entry) => (sizeOf(entry[1]) > sizeOf(most[1]) ? entry : most));
}

/** Moves a key behind the others; one with nothing left goes. */
function toTheEnd<Value>(map: Map<string, Value>, key: string, value: Value, left: number): void {
  map.delete(key);
  if (left > 0) map.set(key, value);
}
