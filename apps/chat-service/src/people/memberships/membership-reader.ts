import { maxMembershipReads, maxPeoplePerMembershipRead, membershipRetryMs } from "../../limits.ts";
import type { ConnectedPerson } from "../connected/connected-people.ts";
import type { Membership } from "./membership-queries.ts";

export interface MembershipReaderOptions {
  readonly read: (userIds: readonly number[]) => Promise<ReadonlyMap<number, readonly Membership[]>>;
  /** Not called for who was forgotten meanwhile. */
  readonly done: (person: ConnectedPerson, memberships: readonly Membership[]) => void;
  /** No read is under way any more. */
  readonly idle: () => void;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Reads the rooms of people, all of a turn of the event loop together, and together with what came while others were
 * read. A person is read once at a time: what is asked for meanwhile is read again. A failed read is repeated for as long
 * as it takes.
 */
export class MembershipReader {
  readonly #options: MembershipReaderOptions;
  readonly #waiting = new Set<ConnectedPerson>();
  /** With the rooms that they were removed from since the read began, if any. */
  readonly #reading = new Map<ConnectedPerson, Set<number> | undefined>();
  #reads = 0;
  #planned = false;
  #failing = false;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: MembershipReaderOptions) {
    this.#options = options;
  }

  /** People who wait for a read. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get isReading(): boolean {
    return this.#reads > 0;
  }

  request(person: ConnectedPerson): void {
    this.#waiting.add(person);
    this.#plan();
  }

  /** What is being read may still show the room. */
  removedFrom(person: ConnectedPerson, roomId: number): void {
    if (!this.#reading.has(person)) return;
    this.#reading.set(person, (this.#reading.get(person) ?? new Set()).add(roomId));
  }

  forget(person: ConnectedPerson): void {
    this.#waiting.delete(person);
    this.#reading.delete(person);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#waiting.clear();
    this.#reading.clear();
  }

  #plan(): void {
    if (this.#planned || this.#retry !== undefined || this.#stopped || this.#waiting.size === 0) return;
    this.#planned = true;
    setImmediate(() => {
      this.#planned = false;
      while (this.#reads < maxMembershipReads && this.#retry === undefined) {
        const people = this.#take();
        if (people.length === 0) return;
        void this.#read(people);
      }
    });
  }

  #take(): readonly ConnectedPerson[] {
    const people: ConnectedPerson[] = [];
    for (const person of this.#waiting) {
      if (this.#reading.has(person)) continue;
      this.#waiting.delete(person);
      this.#reading.set(person, undefined);
      if (people.push(person) === maxPeoplePerMembershipRead) break;
    }
    return people;
  }

  async #read(people: readonly ConnectedPerson[]): Promise<void> {
    this.#reads += 1;
    try {
      const read = await this.#options.read(people.map(({ userId }) => userId));
      this.#failing = false;
      for (const person of people) this.#settle(person, read.get(person.userId) ?? []);
    } catch (error) {
      this.#tryLater(people, error);
    }
    this.#reads -= 1;
    if (this.#reads === 0) this.#options.idle();
    this.#plan();
  }

  #settle(person: ConnectedPerson, memberships: readonly Membership[]): void {
    if (!this.#reading.has(person)) return;
    const removed = this.#reading.get(person);
    this.#reading.delete(person);
    const still = removed === undefined ? memberships : memberships.filter(({ roomId }) => !removed.has(roomId));
    this.#options.done(person, still);
  }

  #tryLater(people: readonly ConnectedPerson[], error: unknown): void {
    if (!this.#failing) this.#options.warn(error, "the rooms of connected people could not be read; trying again");
    this.#failing = true;
    for (const person of people) if (this.#reading.delete(person)) this.#waiting.add(person);
    if (this.#stopped) return;
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#plan();
    }, membershipRetryMs);
  }
}
