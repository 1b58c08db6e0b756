import { isInTimeline } from "@hubbub/ws-protocol";
import type { Broker, DirectMessageMark, PersonPublication, RoomHead } from "../broker/broker.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import { ActivityMarks } from "./activity/activity-marks.ts";
import { RoomActivity } from "./activity/room-activity.ts";
import { CountsAtStart } from "./counts/counts-at-start.ts";
import { MentionCounts } from "./counts/mention-counts.ts";
import type { ReadPlaceCounts } from "./counts/place-counts.ts";
import { ConnectedPeople, type ConnectedPerson, type ConnectedSocket } from "./connected/connected-people.ts";
import { EverySocket } from "./connected/every-socket.ts";
import type { Recipient } from "./connected/recipient.ts";
import { writeToPerson } from "./connected/write-to-person.ts";
import type { Membership } from "./memberships/membership-queries.ts";
import { Memberships, type MembershipsOptions } from "./memberships/memberships.ts";
import type { PeopleMetrics } from "./people-metrics.ts";
import { DeliveredMarks, type DeliveredMarksOptions } from "./receipts/delivered-marks.ts";
import { tellDelivered } from "./receipts/tell-delivered.ts";
import { tellPeople } from "./tell-people.ts";
import { ThreadActivity, type ThreadActivityOptions } from "./threads/thread-activity.ts";
import type { TellPerson } from "./tell-person.ts";

export interface PeopleOptions {
  readonly bootId: string;
  readonly broker: Pick<Broker, "publishPerson" | "publishActivity" | "subscribePerson" | "unsubscribePerson">;
  readonly readMemberships: MembershipsOptions["readMemberships"];
  readonly readFollowers: ThreadActivityOptions["readFollowers"];
  readonly readCounts: ReadPlaceCounts;
  /** With whom a person has direct rooms, whenever their rooms were read. */
  readonly onDirects: (userId: number, otherIds: readonly number[]) => void;
  readonly moveDelivered: DeliveredMarksOptions["move"];
  readonly metrics: PeopleMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * What connected people hear whichever rooms their sockets have joined: direct messages, that they came into a room or are
 * out of it, where there is something new, receipts, broadcasts. Best effort: what is lost shows in a
 * `room_activity` within `membershipSweepMs`. Delivery to joined sockets does not depend on any of it.
 */
export class People {
  readonly #options: PeopleOptions;
  readonly #people = new ConnectedPeople();
  readonly #memberships: Memberships;
  readonly #rooms: RoomActivity;
  readonly #marks: ActivityMarks;
  readonly #threads: ThreadActivity;
  readonly #mentions: MentionCounts;
  readonly #countsAtStart: CountsAtStart;
  readonly #delivered: DeliveredMarks;
  readonly #everySocket: EverySocket;

  constructor(options: PeopleOptions) {
    this.#options = options;
    const { broker, readMemberships, readFollowers, readCounts, onDirects, moveDelivered, metrics, warn } = options;
    this.#memberships = new Memberships({
      people: this.#people,
      broker,
      readMemberships,
      onRead: (person, memberships, entered) => {
        this.#rooms.read(person, memberships, entered);
        this.#catchUpDelivered(person, memberships);
        onDirects(
          person.userId,
          memberships.flatMap(({ direct }) => direct?.otherUserId ?? []),
        );
      },
      onIdle: () => this.#rooms.readsEnded(),
      metrics,
      warn,
    });
    const isReading = () => this.#memberships.isReading;
    this.#countsAtStart = new CountsAtStart({ readCounts, metrics, warn });
    this.#rooms = new RoomActivity({
      people: this.#people,
      isReading,
      onGreeted: (recipient, unreadRoomIds) => this.#countsAtStart.add(recipient, unreadRoomIds),
      metrics,
    });
    this.#marks = new ActivityMarks((heads) => {
      broker.publishActivity(heads);
      this.heard(heads);
    });
    this.#threads = new ThreadActivity({ tell: this.tell, readFollowers, metrics, warn });
    this.#mentions = new MentionCounts({ tell: this.tell, readCounts, metrics, warn });
    this.#delivered = new DeliveredMarks({
      move: moveDelivered,
      moved: (mark) => tellDelivered(this.tell, mark),
      metrics,
      warn,
    });
    this.#everySocket = new EverySocket(this.#people, metrics);
    metrics.observe(() => ({
      people: this.#people.size,
      rooms: this.#people.roomCount,
      memberships: this.#people.membershipCount,
      waitingSockets: this.#rooms.waiting,
      waitingReads: this.#memberships.waiting,
      waitingDelivered: this.#delivered.waiting,
      waitingBroadcasts: this.#everySocket.waiting,
      waitingCounts: this.#countsAtStart.waiting,
    }));
  }

  /** The socket authenticated, for the first time. */
  add(recipient: Recipient): void {
    const { person, isFirst } = this.#people.add(recipient);
    this.#memberships.connected(person, { isFirst });
  }

  /** The socket is gone. Does nothing for one that never authenticated. */
  remove(recipient: Recipient): void {
    const removed = this.#people.remove(recipient);
    if (removed === undefined) return;
    this.#rooms.forget(removed.socket);
    this.#countsAtStart.forget(recipient);
    if (removed.lastOf !== undefined) this.#memberships.disconnected(removed.lastOf);
  }

  /** This instance committed a batch: tells whom it concerns, and everybody in time that the room has a new message. */
  committed(batch: CommittedBatch): void {
    const message = batch.events.findLast((event) => event.kind === "message" && isInTimeline(event.body));
    if (message !== undefined) this.#marks.mark(batch.roomId, message.seq, callsRoom(batch));
    this.#threads.committed(batch);
    this.#mentions.committed(batch);
    tellPeople(this.tell, batch);
  }

  /** Rooms have messages up to these (`BrokerHandlers.onActivity`, and what this instance marks itself). */
  heard(heads: readonly RoomHead[]): void {
    for (const { roomId, lastSeq, isCall } of heads) this.#rooms.heard(roomId, lastSeq, isCall);
  }

  /** `BrokerHandlers.onPerson`. */
  receive(publication: PersonPublication): void {
    if (publication.from !== this.#options.bootId) this.#take(publication);
  }

  readonly tell: TellPerson = (news) => {
    const { bootId, broker } = this.#options;
    const publication = { ...news, from: bootId };
    broker.publishPerson(publication);
    this.#take(publication);
  };

  /** Reaches every authenticated socket of this instance that keeps up. */
  broadcast(frame: Uint8Array): void {
    this.#everySocket.tell(frame);
  }

  /** `BrokerHandlers.onState`. */
  brokerState(state: "up" | "away"): void {
    if (state === "up") this.#memberships.brokerReturned();
  }

  /** What was marked still goes out. */
  async stop(): Promise<void> {
    this.#marks.close();
    this.#memberships.stop();
    this.#rooms.stop();
    this.#threads.stop();
    this.#mentions.stop();
    this.#countsAtStart.stop();
    await this.#delivered.stop();
  }

  #take(publication: PersonPublication): void {
    const { userId, roomId, effects } = publication;
    const person = this.#people.get(userId);
    if (person === undefined) return;
    const behind = writeToPerson(person, publication, this.#options.metrics);
    if (effects.membership !== undefined) this.#memberships.changed(person, roomId, effects.membership);
    if (effects.message !== undefined) this.#directMessages(person, roomId, effects.message, behind);
  }

  /** They went to every socket of the person, but those that are `behind`. */
  #directMessages(
    person: ConnectedPerson,
    roomId: number,
    { seq, author }: DirectMessageMark,
    behind: readonly ConnectedSocket[],
  ): void {
    if (seq > 0) this.#rooms.handedOver(roomId, seq, behind);
    if (author === undefined || behind.length >= person.sockets.length) return;
    this.#delivered.add({ roomId, userId: person.userId, seq: author.seq, authorId: author.userId });
  }

  /** Who is connected has what was written so far: the client shows it, or reads it when the room is opened. */
  #catchUpDelivered({ userId }: ConnectedPerson, memberships: readonly Membership[]): void {
    for (const { roomId, direct } of memberships) {
      if (direct?.undeliveredSeq === undefined) continue;
      this.#delivered.add({ roomId, userId, seq: direct.undeliveredSeq, authorId: direct.otherUserId });
    }
  }
}

/** Whether one of its messages that the room shows calls everybody in it. */
function callsRoom({ events }: CommittedBatch): boolean {
  return events.some(
    (event) => event.kind === "message" && event.body.mentioned?.room !== undefined && isInTimeline(event.body),
  );
}
