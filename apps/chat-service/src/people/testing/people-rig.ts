import { Registry } from "prom-client";
import type { PersonPublication } from "../../broker/broker.ts";
import type { Membership } from "../memberships/membership-queries.ts";
import { People } from "../people.ts";
import { createPeopleMetrics } from "../people-metrics.ts";
import type { DeliveredMark } from "../receipts/delivered-queries.ts";
import { TestRecipient } from "./test-recipient.ts";

interface PendingRead {
  readonly userIds: readonly number[];
  finish(): void;
  fail(): void;
}

/** The people of one instance, on a store whose reads a test answers when it likes, and a broker that it can listen to. */
export class PeopleRig {
  readonly heads = new Map<number, number>();
  /** By person, by room: up to where they read. */
  readonly members = new Map<number, Map<number, number>>();
  readonly directs = new Map<number, readonly [number, number]>();
  readonly reads: PendingRead[] = [];
  readonly delivered: DeliveredMark[] = [];
  readonly published: PersonPublication[] = [];
  readonly subscribed = new Set<number>();
  readonly metrics = createPeopleMetrics(new Registry());
  readonly warnings: string[] = [];
  /** Reads are answered at once. */
  prompt = true;
  confirmSubscription: Promise<void> = Promise.resolve();
  readonly people: People;

  constructor() {
    this.people = new People({
      bootId: "here",
      broker: {
        publishPerson: (publication) => this.published.push(publication),
        publishActivity: () => undefined,
        subscribePerson: async (userId) => {
          this.subscribed.add(userId);
          await this.confirmSubscription;
        },
        unsubscribePerson: (userId) => this.subscribed.delete(userId),
      },
      readFollowers: async () => [],
      readCounts: async () => [],
      onDirects: () => undefined,
      readMemberships: (userIds) => this.#read(userIds),
      moveDelivered: async (marks) => {
        this.delivered.push(...marks);
        return marks.map(() => "moved");
      },
      metrics: this.metrics,
      warn: (_, message) => this.warnings.push(message),
    });
  }

  connect(userId: number): TestRecipient {
    const socket = new TestRecipient(userId);
    this.people.add(socket);
    return socket;
  }

  member(userId: number, roomId: number, lastReadSeq = 0): void {
    const rooms = this.members.get(userId) ?? new Map<number, number>();
    this.members.set(userId, rooms.set(roomId, lastReadSeq));
  }

  /** The next message of the room, in the store only. */
  post(roomId: number): number {
    const head = (this.heads.get(roomId) ?? 0) + 1;
    this.heads.set(roomId, head);
    return head;
  }

  receive(userId: number, roomId: number, rest: Partial<PersonPublication>): void {
    const to = "sockets_not_joined";
    this.people.receive({ userId, roomId, from: "elsewhere", to, frames: [], effects: {}, ...rest });
  }

  /** The answer is what is true now, whenever it comes. */
  #read(userIds: readonly number[]): Promise<ReadonlyMap<number, readonly Membership[]>> {
    const answer = new Map(userIds.map((userId) => [userId, this.#membershipsOf(userId)]));
    const { promise, resolve, reject } = Promise.withResolvers<typeof answer>();
    const read = { userIds, finish: () => resolve(answer), fail: () => reject(new Error("Postgres is away")) };
    this.reads.push(read);
    if (this.prompt) read.finish();
    return promise;
  }

  #membershipsOf(userId: number): Membership[] {
    return [...(this.members.get(userId) ?? [])].map(([roomId, lastReadSeq]) => {
      const otherUserId = this.directs.get(roomId)?.find((each) => each !== userId);
      const direct = otherUserId === undefined ? undefined : { otherUserId, undeliveredSeq: this.heads.get(roomId) };
      return { roomId, head: this.heads.get(roomId) ?? 0, lastReadSeq, direct };
    });
  }
}
