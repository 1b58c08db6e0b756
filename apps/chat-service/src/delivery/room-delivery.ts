import type { Broker, RoomHead, RoomPublication } from "../broker/broker.ts";
import type { Clock } from "./clock.ts";
import type { DeliveryMetrics } from "./delivery-metrics.ts";
import type { DeliveryStats } from "./delivery-stats.ts";
import type { JoinRequest } from "./join-request.ts";
import type { ReadJoins } from "./join-read.ts";
import type { Reader } from "./reader.ts";
import type { RoomSource } from "./room-source.ts";

export interface RoomDeliveryOptions<Page> {
  readonly broker: Pick<Broker, "state" | "subscribeRoom" | "unsubscribeRoom">;
  readonly source: RoomSource;
  readonly readJoins: ReadJoins<Page>;
  /** Puts a new epoch in the place of this one; does nothing if it is another one already. */
  readonly renewEpoch: (epoch: string) => Promise<void>;
  readonly metrics: DeliveryMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
  readonly clock?: Clock;
}

/** Brings the log of every room that has readers on this instance to them: in order, once, and all of it. */
export class RoomDelivery<Page> {
  readonly #options: RoomDeliveryOptions<Page>;

  constructor(options: RoomDeliveryOptions<Page>) {
    this.#options = options;
  }

  /** Starts looking after the hubs. */
  start(): void {
    throw new Error(`not yet: ${this.#options.broker.state}`);
  }

  /** Ends every wait with `unavailable` and forgets all hubs; readers stay open. */
  stop(): void {
    throw new Error("not yet");
  }

  /** A publication came from the broker (`BrokerHandlers.onRoom`). */
  publication(_publication: RoomPublication): void {
    throw new Error("not yet");
  }

  /** The local writer committed a batch: it goes out here at once; its copy from the broker is dropped as known. */
  committed(_publication: RoomPublication): void {
    throw new Error("not yet");
  }

  /** Heads learnt from verdicts (with the epoch they were read with) or from activity marks (without). */
  heads(_heads: readonly RoomHead[], _epoch?: string): void {
    throw new Error("not yet");
  }

  /** `BrokerHandlers.onState`. */
  brokerState(_state: "up" | "away"): void {
    throw new Error("not yet");
  }

  /**
   * Resolves with `joined` once the reader has its place (see `JoinRequest.onJoined`), with `gone` if it was dropped
   * before. A reader that is in the room already keeps its place until it gets the new one. Throws what `readJoins`
   * answered, `overloaded`, or `unavailable`.
   */
  join(_request: JoinRequest<Page>): Promise<"joined" | "gone"> {
    throw new Error("not yet");
  }

  /** Does nothing if the reader is not in the room. A join that still waits ends as `gone`. */
  leave(_reader: Reader, _roomId: number): void {
    throw new Error("not yet");
  }

  /** The socket closed: takes it out of every room. */
  dropReader(_reader: Reader): void {
    throw new Error("not yet");
  }

  /** A frame that is no part of the log (typing, presence), for the room's readers that keep up. */
  signal(_roomId: number, _frame: Uint8Array, _exceptUserId?: number): void {
    throw new Error("not yet");
  }

  stats(): DeliveryStats {
    throw new Error("not yet");
  }
}
