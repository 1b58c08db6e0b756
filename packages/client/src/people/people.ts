import { toHubbubError } from "../hubbub-error.ts";
import { peopleFreshMs, peopleKept } from "../limits.ts";
import type { Watchable } from "../store/watchable.ts";
import { type KnownPerson, type ToldField, toldFields } from "./known-person.ts";
import { PeopleLookups, type PeopleLookupsOptions } from "./people-lookups.ts";
import { tellings } from "./tellings.ts";

interface Entry {
  person: KnownPerson;
  /** Of each field: when it was told, in the order of `People.now`. */
  readonly told: Partial<Record<ToldField, number>>;
  /** When all of the person was read or asked for last, as `performance.now()` counts. */
  readAtMs: number;
  readonly listeners: Set<() => void>;
}

/**
 * Everybody of whom the server told this client, by user id: what shows a name takes the newest from here. It is filled by
 * all frames and answers. Of two that differ the newer counts, field by field: frames and changes (what is not a GET) in
 * the order in which they came, reads as of when they were asked for, since something may have changed while they were on
 * their way.
 *
 * Frames tell usernames only. Whose display name is not known and is shown (`subscribe`), is asked for by itself, seldom
 * enough; again when something names them and the last answer is older than `peopleFreshMs`.
 */
export class People {
  /** Whoever was told of or watched last comes last. */
  readonly #entries = new Map<number, Entry>();
  readonly #idsByName = new Map<string, number>();
  readonly #arrivals = new Set<() => void>();
  readonly #lookups: PeopleLookups;
  #now = 0;

  constructor(options: Omit<PeopleLookupsOptions, "isWanted">) {
    this.#lookups = new PeopleLookups({
      ...options,
      isWanted: (userId) => this.#isWanted(this.#entries.get(userId)),
      ask: async (userId) => {
        const entry = this.#entryOf(userId);
        entry.readAtMs = performance.now();
        try {
          await options.ask(userId);
        } catch (error) {
          // Who is gone is called what their messages say; anybody else is asked for again.
          if (toHubbubError(error).code !== "user_not_found") entry.readAtMs = never;
        }
      },
    });
  }

  /** Undefined where nothing was told of them, or it was long ago. The same object until something of it changes. */
  get(userId: number): KnownPerson | undefined {
    const person = this.#entries.get(userId)?.person;
    return person?.username === undefined ? undefined : person;
  }

  /** What to call somebody now: their display name, else their username, else what the message `said` that names them. */
  nameOf(userId: number, said = ""): string {
    const { display_name, username } = this.#entries.get(userId)?.person ?? {};
    return display_name || username || said;
  }

  /** Who has a username, in lower case, as far as they are known: `onArrival` tells when there may be more. */
  idOf(username: string): number | undefined {
    return this.#idsByName.get(username);
  }

  /** Calls `listener` after usernames have become known; returns the way to stop. */
  readonly onArrival = (listener: () => void): (() => void) => {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  };

  /** One person, for those who show more of them than a name. */
  of(userId: number): Watchable<KnownPerson | undefined> {
    return {
      snapshot: () => this.get(userId),
      subscribe: (listener) => this.subscribe([userId], listener),
    };
  }

  /**
   * Calls `listener` once after each change of some of these people; returns the way to stop. They are shown, so they are
   * asked for where it needs that, and never forgotten meanwhile.
   */
  subscribe(userIds: readonly number[], listener: () => void): () => void {
    // So that one who listens twice can stop once.
    const own = () => listener();
    for (const userId of userIds) {
      const entry = this.#entryOf(userId);
      entry.listeners.add(own);
      if (this.#isWanted(entry)) this.#lookups.want(userId);
    }
    return () => {
      for (const userId of userIds) this.#entries.get(userId)?.listeners.delete(own);
    };
  }

  /** A place in the order of what the server tells: of a read, when it is asked for. */
  now(): number {
    return (this.#now += 1);
  }

  /** Takes all that a frame or an answer tells of people; `asOf`: its place in the order. */
  learn(told: unknown, asOf: number = this.now()): void {
    const listeners = new Set<() => void>();
    for (const person of tellings(told)) {
      const entry = this.#entryOf(person.user_id);
      const before = entry.person.username;
      if (take(entry, person, asOf)) for (const listener of entry.listeners) listeners.add(listener);
      if (entry.person.username !== before) {
        this.#rename(entry.person, before);
        for (const listener of this.#arrivals) listeners.add(listener);
      }
      if (this.#isWanted(entry)) this.#lookups.want(person.user_id);
    }
    this.#trim();
    for (const listener of listeners) listener();
  }

  online(): void {
    for (const [userId, entry] of this.#entries) if (this.#isWanted(entry)) this.#lookups.want(userId);
  }

  /** Who watches goes on doing so. */
  clear(): void {
    this.#lookups.clear();
    const shown = [...this.#entries].filter(([, { listeners }]) => listeners.size > 0);
    this.#entries.clear();
    this.#idsByName.clear();
    for (const [userId, { listeners }] of shown) this.#entries.set(userId, newEntry(userId, listeners));
    for (const listener of new Set(shown.flatMap(([, { listeners }]) => [...listeners]))) listener();
  }

  #isWanted(entry: Entry | undefined): boolean {
    return entry !== undefined && entry.listeners.size > 0 && performance.now() - entry.readAtMs > peopleFreshMs;
  }

  #entryOf(userId: number): Entry {
    const entry = this.#entries.get(userId) ?? newEntry(userId);
    this.#entries.delete(userId);
    this.#entries.set(userId, entry);
    return entry;
  }

  #rename({ user_id, username }: KnownPerson, before: string | undefined): void {
    if (before !== undefined) this.#idsByName.delete(before.toLowerCase());
    if (username !== undefined) this.#idsByName.set(username.toLowerCase(), user_id);
  }

  #trim(): void {
    if (this.#entries.size <= peopleKept * 1.1) return;
    for (const [userId, { person, listeners }] of this.#entries) {
      if (this.#entries.size <= peopleKept) return;
      if (listeners.size > 0) continue;
      this.#entries.delete(userId);
      this.#rename({ user_id: userId }, person.username);
    }
  }
}

const never = Number.NEGATIVE_INFINITY;

function newEntry(userId: number, listeners = new Set<() => void>()): Entry {
  return { person: { user_id: userId }, told: {}, readAtMs: never, listeners };
}

/** Answers whether something of the person is another. */
function take(entry: Entry, person: KnownPerson, asOf: number): boolean {
  const before = entry.person;
  const newer = toldFields.filter((field) => person[field] !== undefined && (entry.told[field] ?? 0) <= asOf);
  for (const field of newer) entry.told[field] = asOf;
  if (newer.includes("display_name")) entry.readAtMs = performance.now();
  const changed = newer.filter((field) => person[field] !== before[field]);
  if (changed.length === 0) return false;
  // Whose username is another has deleted their account: the rest of what they were called goes with it.
  const isGone = changed.includes("username") && before.username !== undefined;
  const kept = isGone ? { user_id: before.user_id } : before;
  if (isGone) for (const field of toldFields) entry.told[field] = asOf;
  entry.person = { ...kept, ...Object.fromEntries(newer.map((field) => [field, person[field]])) };
  return true;
}
