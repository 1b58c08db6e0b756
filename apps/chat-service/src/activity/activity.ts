import type { ServerFrameOf } from "@hubbub/ws-protocol";
import type { Broker, PersonPublication, RoomHead } from "../broker/broker.ts";
import { maxNoticeBufferedBytes, maxRoomsPerPerson } from "../limits.ts";
import type { ActivityMetrics } from "./activity-metrics.ts";
import { ConnectedPeople } from "./connected-people.ts";
import type { ConnectedPerson } from "./connected-person.ts";
import type { ConnectedSocket } from "./connected-socket.ts";
import { DeliveredMarks, type DeliveredTo } from "./delivered-marks.ts";
import type { DeliveredMark } from "./delivered-queries.ts";
import { EverySocket } from "./every-socket.ts";
import type { Membership } from "./membership.ts";
import { MembershipReader } from "./membership-reader.ts";
import { MembershipSweep } from "./membership-sweep.ts";
import type { Recipient } from "./recipient.ts";
import { RoomActivity } from "./room-activity.ts";

export interface ActivityOptions {
  readonly bootId: string;
  readonly broker: Pick<Broker, "publishPerson" | "subscribePerson" | "unsubscribePerson">;
  readonly readMemberships: (
    userIds: readonly number[],
    maxRooms: number,
  ) => Promise<ReadonlyMap<number, readonly Membership[]>>;
  readonly moveDelivered: (marks: readonly DeliveredMark[]) => Promise<readonly ("moved" | "stands" | "locked")[]>;
  readonly metrics: ActivityMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * What connected people hear whichever rooms their sockets have joined: direct messages, that they came into a room or are
 * out of it, where there is something new, receipts, broadcasts. Best effort: what is lost shows in a
 * `room_activity` within `membershipSweepMs`. Delivery to joined sockets does not depend on any of it.
 */
export class Activity {
  readonly #options: ActivityOptions;
  readonly #people = new ConnectedPeople();
  /** Their channels are confirmed: what is read from now on misses nothing. */
  readonly #subscribed = new WeakSet<ConnectedPerson>();
  readonly #rooms: RoomActivity;
  readonly #reader: MembershipReader;
  readonly #sweep: MembershipSweep<ConnectedPerson>;
  readonly #delivered: DeliveredMarks;
  readonly #everySocket: EverySocket;

  constructor(options: ActivityOptions) {
    this.#options = options;
    const { metrics, warn } = options;
    const isReading = () => this.#reader.isReading;
    this.#rooms = new RoomActivity({ people: this.#people, isReading, metrics });
    this.#reader = new MembershipReader({
      read: (userIds) => options.readMemberships(userIds, maxRoomsPerPerson),
      done: (person, memberships) => this.#read(person, memberships),
      idle: () => this.#rooms.readsEnded(),
      warn,
    });
    this.#sweep = new MembershipSweep({ people: this.#people, visit: (person) => this.#readAgain(person) });
    const moved = (mark: DeliveredTo) => this.#tellDelivered(mark);
    this.#delivered = new DeliveredMarks({ move: options.moveDelivered, moved, metrics, warn });
    this.#everySocket = new EverySocket(this.#people, metrics);
    metrics.observe(() => ({
      people: this.#people.size,
      rooms: this.#people.roomCount,
      memberships: this.#people.membershipCount,
      waitingSockets: this.#rooms.waiting,
      waitingReads: this.#reader.waiting,
      waitingDelivered: this.#delivered.waiting,
      waitingBroadcasts: this.#everySocket.waiting,
    }));
  }

  /** The socket authenticated, for the first time. */
  add(recipient: Recipient): void {
    const { person, isFirst } = this.#people.add(recipient);
    this.#sweep.start();
    if (isFirst) void this.#subscribe(person);
    else this.#readAgain(person);
  }

  /** The socket is gone. Does nothing for one that never authenticated. */
  remove(recipient: Recipient): void {
    const removed = this.#people.remove(recipient);
    if (removed === undefined) return;
    this.#rooms.forget(removed.socket);
    if (removed.lastOf === undefined) return;
    this.#reader.forget(removed.lastOf);
    this.#options.broker.unsubscribePerson(removed.lastOf.userId);
  }

  /** Rooms have messages up to these (`BrokerHandlers.onActivity`, and what this instance marks itself). */
  heard(heads: readonly RoomHead[]): void {
    for (const { roomId, lastSeq } of heads) this.#rooms.heard(roomId, lastSeq);
  }

  /** `BrokerHandlers.onPerson`. */
  receive(publication: PersonPublication): void {
    if (publication.from !== this.#options.bootId) this.#take(publication);
  }

  /** Reaches the person's sockets on every instance. */
  tell(publication: Omit<PersonPublication, "from">): void {
    const { bootId, broker } = this.#options;
    const all = { ...publication, from: bootId };
    broker.publishPerson(all);
    this.#take(all);
  }

  /** Reaches every authenticated socket of this instance that keeps up. */
  broadcast(frame: Uint8Array): void {
    this.#everySocket.tell(frame);
  }

  /** `BrokerHandlers.onState`: whatever was said while the broker was away may be lost. */
  brokerState(state: "up" | "away"): void {
    if (state === "away") return;
    for (const person of this.#people.all()) this.#readAgain(person);
  }

  async stop(): Promise<void> {
    this.#sweep.stop();
    this.#reader.stop();
    this.#rooms.stop();
    await this.#delivered.stop();
  }

  async #subscribe(person: ConnectedPerson): Promise<void> {
    await this.#options.broker.subscribePerson(person.userId);
    if (!this.#people.has(person)) return;
    this.#subscribed.add(person);
    this.#reader.request(person);
  }

  /** Who is not subscribed yet is read when they are. */
  #readAgain(person: ConnectedPerson): void {
    if (this.#subscribed.has(person)) this.#reader.request(person);
  }

  #read(person: ConnectedPerson, memberships: readonly Membership[]): void {
    const { metrics } = this.#options;
    if (memberships.length === maxRoomsPerPerson) metrics.dropped.inc({ reason: "rooms_of_person" });
    const roomIds = memberships.map(({ roomId }) => roomId);
    this.#rooms.read(person, memberships, this.#people.setRooms(person, roomIds));
    // Who is connected has what was written so far: the client shows it, or reads it when the room is opened.
    for (const { roomId, direct } of memberships) {
      if (direct?.undeliveredSeq === undefined) continue;
      const { undeliveredSeq: seq, otherUserId: authorId } = direct;
      this.#delivered.add({ roomId, userId: person.userId, seq, authorId });
    }
  }

  #take(publication: PersonPublication): void {
    const { userId, roomId, effects } = publication;
    const person = this.#people.get(userId);
    if (person === undefined) return;
    const behind = this.#write(person, publication);
    if (effects.membership === "removed") {
      this.#people.leaveRoom(person, roomId);
      this.#reader.removedFrom(person, roomId);
    }
    if (effects.membership !== undefined) this.#reader.request(person);
    if (effects.message === undefined) return;
    const { seq, author } = effects.message;
    this.#rooms.handedOver(roomId, seq, behind);
    if (author === undefined || behind.length >= person.sockets.length) return;
    this.#delivered.add({ roomId, userId, seq: author.seq, authorId: author.userId });
  }

  /** Answers the sockets that got nothing because they are behind. */
  #write(person: ConnectedPerson, publication: PersonPublication): readonly ConnectedSocket[] {
    const { roomId, to, frames } = publication;
    const { metrics } = this.#options;
    if (frames.length === 0) return [];
    const behind: ConnectedSocket[] = [];
    // A write may end a socket.
    for (const socket of person.sockets.slice()) {
      const { recipient } = socket;
      if (to === "sockets_not_joined" && recipient.isIn(roomId)) continue;
      if (recipient.bufferedBytes() > maxNoticeBufferedBytes) behind.push(socket);
      else {
        recipient.write(frames);
        metrics.frames.inc({ frame: frameKind(publication) }, frames.length);
      }
    }
    metrics.dropped.inc({ reason: "slow_socket" }, behind.length);
    return behind;
  }

  #tellDelivered({ roomId, userId, seq, authorId }: DeliveredTo): void {
    const frame: ServerFrameOf<"delivery_receipt"> = {
      type: "delivery_receipt",
      room_id: roomId,
      user_id: userId,
      last_delivered_seq: seq,
    };
    const frames = [Buffer.from(JSON.stringify(frame))];
    this.tell({ userId: authorId, roomId, to: "every_socket", frames, effects: {} });
  }
}

function frameKind({ effects }: PersonPublication): "direct_message" | "member_removed" | "receipt" {
  if (effects.message !== undefined) return "direct_message";
  return effects.membership === undefined ? "receipt" : "member_removed";
}
