import type { Broker } from "../../broker/broker.ts";
import { maxRoomsPerPerson } from "../../limits.ts";
import type { ConnectedPeople, ConnectedPerson, ConnectedRoom } from "../connected/connected-people.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import type { Membership } from "./membership-queries.ts";
import { MembershipReader } from "./membership-reader.ts";
import { MembershipSweep } from "./membership-sweep.ts";

export interface MembershipsOptions {
  readonly people: ConnectedPeople;
  readonly broker: Pick<Broker, "subscribePerson" | "unsubscribePerson">;
  readonly readMemberships: (
    userIds: readonly number[],
    maxRooms: number,
  ) => Promise<ReadonlyMap<number, readonly Membership[]>>;
  /** The person's rooms are up to date; `entered` are those that nobody knew of. */
  readonly onRead: (
    person: ConnectedPerson,
    memberships: readonly Membership[],
    entered: readonly ConnectedRoom[],
  ) => void;
  /** No read is under way any more. */
  readonly onIdle: () => void;
  readonly metrics: PeopleMetrics;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Which rooms connected people are members of: read when their channel is confirmed, and again whenever it may have
 * changed. What says so is best effort; what was lost of it is found within `membershipSweepMs`.
 */
export class Memberships {
  readonly #options: MembershipsOptions;
  /** Their channels are confirmed: what is read from now on misses nothing. */
  readonly #subscribed = new WeakSet<ConnectedPerson>();
  readonly #reader: MembershipReader;
  readonly #sweep: MembershipSweep<ConnectedPerson>;

  constructor(options: MembershipsOptions) {
    this.#options = options;
    this.#reader = new MembershipReader({
      read: (userIds) => options.readMemberships(userIds, maxRoomsPerPerson),
      done: (person, memberships) => this.#read(person, memberships),
      idle: options.onIdle,
      warn: options.warn,
    });
    this.#sweep = new MembershipSweep({ people: options.people, visit: (person) => this.#readAgain(person) });
  }

  /** People who wait for a read. */
  get waiting(): number {
    return this.#reader.waiting;
  }

  get isReading(): boolean {
    return this.#reader.isReading;
  }

  /** One more socket of the person, or their first. */
  connected(person: ConnectedPerson, { isFirst }: { readonly isFirst: boolean }): void {
    this.#sweep.start();
    if (isFirst) void this.#subscribe(person);
    else this.#readAgain(person);
  }

  /** Their last socket is gone. */
  disconnected(person: ConnectedPerson): void {
    this.#reader.forget(person);
    this.#options.broker.unsubscribePerson(person.userId);
  }

  /** The person's membership of the room began or ended. */
  changed(person: ConnectedPerson, roomId: number, change: "added" | "removed"): void {
    if (change === "removed") {
      this.#options.people.leaveRoom(person, roomId);
      this.#reader.removedFrom(person, roomId);
    }
    this.#reader.request(person);
  }

  /** Whatever was said meanwhile may be lost. */
  brokerReturned(): void {
    for (const person of this.#options.people.all()) this.#readAgain(person);
  }

  stop(): void {
    this.#sweep.stop();
    this.#reader.stop();
  }

  async #subscribe(person: ConnectedPerson): Promise<void> {
    await this.#options.broker.subscribePerson(person.userId);
    if (!this.#options.people.has(person)) return;
    this.#subscribed.add(person);
    this.#reader.request(person);
  }

  /** Who is not subscribed yet is read when they are. */
  #readAgain(person: ConnectedPerson): void {
    if (this.#subscribed.has(person)) this.#reader.request(person);
  }

  #read(person: ConnectedPerson, memberships: readonly Membership[]): void {
    const { people, metrics, onRead } = this.#options;
    if (memberships.length === maxRoomsPerPerson) metrics.dropped.inc({ reason: "rooms_of_person" });
    const roomIds = memberships.map(({ roomId }) => roomId);
    onRead(person, memberships, people.setRooms(person, roomIds));
  }
}
