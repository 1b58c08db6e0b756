import { AppError } from "@hubbub/errors";
import type { Tracing } from "@hubbub/service-runtime";
import type { Broker, RoomHead, RoomPublication } from "../broker/broker.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { DeliveryMetrics, GapHealedBy } from "./delivery-metrics.ts";
import { GapHealer } from "./healing/gap-healer.ts";
import type { HubEvents } from "./hub/hub-events.ts";
import type { RoomHub } from "./hub/room-hub.ts";
import { RoomHubs } from "./hub/room-hubs.ts";
import { gatherInBusyRooms, type WindowPolicy } from "./hub/window-policy.ts";
import { JoinQueue } from "./joining/join-queue.ts";
import type { JoinRequest } from "./joining/join-request.ts";
import { FanOut } from "./readers/fan-out.ts";
import type { Reader } from "./readers/reader.ts";
import type { Seat } from "./readers/seat.ts";
import type { RoomSource } from "./room-source.ts";

export interface RoomDeliveryOptions {
  readonly broker: Pick<Broker, "state" | "subscribeRoom" | "unsubscribeRoom">;
  readonly source: RoomSource;
  readonly metrics: DeliveryMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
  readonly clock?: Clock;
  readonly windows?: WindowPolicy;
  /** No room of people: what is counted leaves it out. */
  readonly uncountedRoomId?: number;
  readonly tracing?: Tracing | undefined;
}

/** A moment's numbers, for gauges. */
export interface DeliveryStats {
  /** rooms_active: rooms with readers here. */
  readonly roomsActive: number;
  /** Hubs kept, with or without readers. */
  readonly hubs: number;
  readonly readers: number;
  readonly ringBytes: number;
  /** Bytes of publications that wait for what is missing before them. */
  readonly earlyBytes: number;
  readonly waitingJoins: number;
  /** Buffered in user space for all readers, as last seen. */
  readonly bufferedBytes: number;
}

/** Brings the log of every room that has readers on this instance to them: in order, once, and all of it. */
export class RoomDelivery {
  readonly #options: RoomDeliveryOptions;
  readonly #seats = new Map<Reader, Seat>();
  /** Closed: what they still had under way must not bring them back. */
  readonly #gone = new WeakSet<Reader>();
  readonly #fanOut: FanOut;
  readonly #hubs: RoomHubs;
  readonly #healer: GapHealer;
  readonly #joins: JoinQueue;
  #renewing = false;
  #stopped = false;

  constructor(options: RoomDeliveryOptions) {
    this.#options = options;
    const { broker, source, metrics, warn, clock = systemClock, windows = gatherInBusyRooms, tracing } = options;
    const events: HubEvents = {
      changed: (hub, by) => this.#changed(hub, by),
      resync: (hub) => this.#resync(hub),
      lowerHead: (hub) => void this.#renewEpoch(hub),
    };
    const end = (seat: Seat, how: "close" | "cut") => this.#endSlow(seat, how);
    const fanOut = new FanOut({ clock, metrics, seats: this.#seats, end });
    const uncounted = new FanOut({ clock, metrics: { ...metrics, ...countsNothing }, seats: this.#seats, end });
    const fanOutOf = (roomId: number) => (roomId === options.uncountedRoomId ? uncounted : fanOut);
    const hubs = new RoomHubs({ broker, clock, windows, fanOutOf, tracing, warn });
    const sweep = () => this.#sweep();
    this.#fanOut = fanOut;
    this.#hubs = hubs;
    this.#healer = new GapHealer({ hubs, source, events, clock, metrics, warn, sweep }, broker.state);
    this.#joins = new JoinQueue({ hubs, fanOut, source, events, clock, metrics });
  }

  /** Starts looking after what the broker loses. */
  start(): void {
    this.#healer.start();
  }

  /** Ends every wait with `unavailable` and forgets all rooms; readers stay open. */
  stop(): void {
    this.#stopped = true;
    this.#healer.stop();
    this.#joins.failAll();
    for (const hub of this.#hubs.all()) this.#hubs.drop(hub);
  }

  /** It came from the broker (`BrokerHandlers.onRoom`), or from the writer of this instance: what is known is dropped. */
  publication(publication: RoomPublication): void {
    const hub = this.#hubs.get(publication.roomId);
    if (hub === undefined) return;
    if (hub.receive(publication) === "ok") this.#changed(hub, "broker");
    else this.#resync(hub);
  }

  /** Heads learnt from verdicts (with the epoch they were read with) or from activity marks (without). */
  heads(heads: readonly RoomHead[], epoch?: string): void {
    for (const { roomId, lastSeq } of heads) {
      const hub = this.#hubs.get(roomId);
      if (hub?.epoch === undefined) continue;
      if (epoch !== undefined && epoch !== hub.epoch) {
        this.#resync(hub);
      } else if (lastSeq > hub.head) {
        hub.learnHead(lastSeq);
        this.#changed(hub, "log");
      }
    }
  }

  /** `BrokerHandlers.onState`. */
  brokerState(state: "up" | "away"): void {
    this.#healer.brokerState(state);
  }

  /**
   * Resolves with `joined` once the reader has its place (see `JoinRequest.onJoined`), with `gone` if it was dropped
   * before. A reader that is in the room already keeps its place until it gets the new one. Throws what `readJoins`
   * answered, `overloaded`, or `unavailable`.
   */
  join(request: JoinRequest): Promise<"joined" | "gone"> {
    if (this.#stopped) return Promise.reject(new AppError("unavailable"));
    if (this.#gone.has(request.reader)) return Promise.resolve("gone");
    return this.#joins.join(request, this.#seatOf(request.reader));
  }

  /** Does nothing if the reader is not in the room. A join that still waits ends as `gone`. */
  leave(reader: Reader, roomId: number): void {
    const seat = this.#seats.get(reader);
    if (seat === undefined) return;
    this.#joins.cancel(seat, roomId);
    const hub = this.#hubs.get(roomId);
    if (hub !== undefined) this.#hubs.takeOut(seat, hub);
  }

  /** The socket closed: takes it out of every room, for good. */
  dropReader(reader: Reader): void {
    this.#gone.add(reader);
    const seat = this.#seats.get(reader);
    if (seat === undefined) return;
    seat.gone = true;
    this.#seats.delete(reader);
    this.#fanOut.forget(seat);
    this.#joins.cancel(seat);
    for (const roomId of seat.roomIds) {
      const hub = this.#hubs.get(roomId);
      if (hub !== undefined) this.#hubs.takeOut(seat, hub);
    }
  }

  /** A frame that is no part of the log (typing, presence), for the room's readers that keep up. */
  signal(roomId: number, frame: Uint8Array, exceptUserId?: number): void {
    const hub = this.#hubs.get(roomId);
    if (hub !== undefined) this.#fanOut.sendSignal(hub.readers, frame, exceptUserId);
  }

  stats(): DeliveryStats {
    const { uncountedRoomId } = this.#options;
    const uncounted = uncountedRoomId === undefined ? undefined : this.#hubs.get(uncountedRoomId);
    return {
      roomsActive: this.#hubs.size - this.#hubs.idle - (uncounted?.isNeeded === true ? 1 : 0),
      hubs: this.#hubs.size,
      readers: this.#seats.size - (uncounted?.readers.size ?? 0),
      ringBytes: this.#hubs.ringBytes,
      earlyBytes: this.#hubs.earlyBytes,
      waitingJoins: this.#joins.size,
      bufferedBytes: this.#fanOut.bufferedBytes,
    };
  }

  #seatOf(reader: Reader): Seat {
    const known = this.#seats.get(reader);
    if (known !== undefined) return known;
    const seat: Seat = { reader, roomIds: new Set(), bufferedBytes: 0, gone: false };
    this.#seats.set(reader, seat);
    return seat;
  }

  /** The hub's last event or head may be another. */
  #changed(hub: RoomHub, by: GapHealedBy): void {
    this.#healer.look(hub, by);
    this.#joins.settle(hub);
    this.#hubs.trimRings();
  }

  #endSlow({ reader }: Seat, how: "close" | "cut"): void {
    this.#options.metrics.slowConsumer();
    this.dropReader(reader);
    if (how === "close") reader.close("slow_consumer");
    else reader.cut();
  }

  /** The hub cannot go on as it is: its readers come back with their positions, its joins begin again. */
  #resync(hub: RoomHub): void {
    const readers = [...hub.readers].map((seat) => seat.reader);
    this.#healer.forget(hub);
    this.#hubs.drop(hub);
    this.#joins.restart(hub);
    for (const reader of readers) {
      this.dropReader(reader);
      reader.close("resync");
    }
  }

  /** The log was restored to an older state without anybody saying so: nobody's position in it means anything. */
  async #renewEpoch(hub: RoomHub): Promise<void> {
    if (this.#renewing || hub.epoch === undefined) return;
    this.#renewing = true;
    try {
      await this.#options.source.renewEpoch(hub.epoch);
      this.#resync(hub);
      this.#healer.checkHeadsNow();
    } catch (error) {
      this.#options.warn(error, "the log's epoch could not be renewed; trying again");
    }
    this.#renewing = false;
  }

  #sweep(): void {
    this.#joins.failOverdue();
    this.#hubs.dropLongIdle();
  }
}

const countsNothing: Pick<DeliveryMetrics, "delivered" | "deliverySeconds"> = {
  delivered() {},
  deliverySeconds() {},
};
