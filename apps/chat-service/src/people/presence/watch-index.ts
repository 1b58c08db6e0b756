import type { Recipient } from "../connected/recipient.ts";
import type { PersonState } from "./person-state.ts";

/** Somebody whom sockets of this instance watch. */
export interface Watched {
  readonly userId: number;
  /** As the store said last; undefined before that. */
  state: PersonState | undefined;
  readonly by: Set<Audience>;
}

/** Sockets that watch the same people: those of one person, those that have a room open, or one by itself. */
export class Audience {
  readonly sockets = new Set<WatchingSocket>();
  watched: ReadonlySet<Watched> = nobody;
}

/** Most watch nobody, and a set costs 150 bytes, of every socket. */
const nobody: ReadonlySet<Watched> = new Set();

/** One socket, and when it may be told again. */
export interface WatchingSocket {
  readonly recipient: Recipient;
  /** When the next `presence` may go out, as `performance.now()` counts. */
  notBeforeMs: number;
  gone: boolean;
}

/** Who watches whom on this instance: so what changes for one person is told to those who watch them and nobody else. */
export class WatchIndex {
  readonly #people = new Map<number, Watched>();
  readonly #maxPairs: number;
  readonly #onRefused: (people: number) => void;
  #pairs = 0;

  constructor({ maxPairs, onRefused }: { maxPairs: number; onRefused: (people: number) => void }) {
    this.#maxPairs = maxPairs;
    this.#onRefused = onRefused;
  }

  /** People who are watched. */
  get size(): number {
    return this.#people.size;
  }

  get pairs(): number {
    return this.#pairs;
  }

  all(): Iterable<Watched> {
    return this.#people.values();
  }

  find(userId: number): Watched | undefined {
    return this.#people.get(userId);
  }

  /** The audience watches exactly these from now on; answers who is new to it. */
  set(audience: Audience, userIds: readonly number[]): readonly Watched[] {
    const before = audience.watched;
    if (before.size + userIds.length === 0) return [];
    const wanted = new Set(userIds);
    const kept = [...before].filter(({ userId }) => wanted.delete(userId));
    this.#pairs += kept.length - before.size;
    const room = Math.max(0, this.#maxPairs - this.#pairs);
    if (wanted.size > room) this.#onRefused(wanted.size - room);
    const entered = [...wanted].slice(0, room).map((userId) => this.#obtain(userId));
    for (const watched of entered) watched.by.add(audience);
    this.#pairs += entered.length;
    audience.watched = new Set([...kept, ...entered]);
    for (const watched of before) if (!audience.watched.has(watched)) this.#release(watched, audience);
    return entered;
  }

  #obtain(userId: number): Watched {
    const known = this.#people.get(userId);
    if (known !== undefined) return known;
    const watched: Watched = { userId, state: undefined, by: new Set() };
    this.#people.set(userId, watched);
    return watched;
  }

  #release(watched: Watched, audience: Audience): void {
    watched.by.delete(audience);
    if (watched.by.size === 0) this.#people.delete(watched.userId);
  }
}
