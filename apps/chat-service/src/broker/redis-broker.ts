import { maxMarksPerActivity } from "../limits.ts";
import { decodeActivity, encodeActivity } from "./activity-codec.ts";
import type {
  Broker,
  BrokerHandlers,
  BrokerNotice,
  PersonPublication,
  RoomHead,
  RoomPublication,
  RoomSignal,
} from "./broker.ts";
import type { BrokerMetrics } from "./broker-metrics.ts";
import { ChannelSubscriptions } from "./channel-subscriptions.ts";
import {
  activityChannel,
  noticesChannel,
  personChannel,
  personOfChannel,
  roomChannel,
  roomOfChannel,
} from "./channels.ts";
import { epochNowUs } from "@hubbub/service-runtime";
import { noBrokerHandlers } from "./no-broker-handlers.ts";
import { decodeNotice, encodeNotice } from "./notice-codec.ts";
import { decodePersonPublication, encodePersonPublication } from "./person-message-codec.ts";
import { PublishQueue } from "./publish-queue.ts";
import { RedisLink, type LinkLog, type LinkTimings } from "@hubbub/service-runtime/redis";
import { decodeRoomMessage, encodePublication, encodeSignal } from "./room-message-codec.ts";

export interface RedisBrokerOptions {
  readonly url: string;
  /** Sharded pub/sub (Redis 7). All instances must agree. */
  readonly sharded: boolean;
  readonly log: LinkLog;
  readonly metrics: BrokerMetrics;
  readonly timings?: Partial<LinkTimings>;
  readonly maxBytesInFlight?: number;
}

/** Redis pub/sub: one connection that publishes, one that is subscribed. Throws where the URL is none. */
export function createRedisBroker(options: RedisBrokerOptions): Broker {
  return new RedisBroker(options);
}

class RedisBroker implements Broker {
  state: "up" | "away" = "away";
  handlers: BrokerHandlers = noBrokerHandlers;
  readonly #metrics: BrokerMetrics;
  readonly #sharded: boolean;
  readonly #publisher: RedisLink;
  readonly #subscriber: RedisLink;
  readonly #queue: PublishQueue;
  readonly #wanted: ChannelSubscriptions;

  constructor(options: RedisBrokerOptions) {
    this.#metrics = options.metrics;
    this.#sharded = options.sharded;
    this.#publisher = new RedisLink({
      ...options,
      name: "hubbub-publisher",
      onUp: () => this.#updateState(),
      onDown: () => this.#updateState(),
    });
    this.#subscriber = new RedisLink({
      ...options,
      name: "hubbub-subscriber",
      prepare: () => this.#subscribeAll(),
      onUp: () => this.#updateState(),
      onDown: () => this.#updateState(),
    });
    // Also where the connection breaks before the link was up.
    this.#subscriber.redis.on("close", () => this.#wanted.lost());
    this.#subscriber.redis.on(
      options.sharded ? "smessageBuffer" : "messageBuffer",
      (channel: Buffer, message: Buffer) => this.#receive(channel.toString("latin1"), message),
    );
    this.#queue = new PublishQueue({ ...options, link: this.#publisher });
    this.#wanted = new ChannelSubscriptions({
      subscribe: (channels) => this.#subscribe(channels),
      unsubscribe: (channels) => this.#unsubscribe(channels),
      onFailure: (error) => this.#subscriber.reconnect(`a subscription failed: ${String(error)}`),
    });
  }

  async start(): Promise<void> {
    await Promise.all([this.#publisher.start(), this.#subscriber.start()]);
  }

  publishRoom(publication: RoomPublication): void {
    if (publication.frames.length === 0) return;
    this.#queue.add(roomChannel(publication.roomId), encodePublication(publication));
  }

  publishSignal(signal: RoomSignal): void {
    this.#queue.add(roomChannel(signal.roomId), encodeSignal(signal));
  }

  publishPerson(publication: PersonPublication): void {
    this.#queue.add(personChannel(publication.userId), encodePersonPublication(publication));
  }

  publishActivity(marks: readonly RoomHead[]): void {
    for (let start = 0; start < marks.length; start += maxMarksPerActivity) {
      const messages = encodeActivity(marks.slice(start, start + maxMarksPerActivity));
      for (const message of messages) this.#queue.add(activityChannel, message);
    }
  }

  publishNotice(notice: BrokerNotice): void {
    this.#queue.add(noticesChannel, encodeNotice(notice));
  }

  subscribeRoom(roomId: number): Promise<void> {
    return this.#want(roomChannel(roomId), "rooms");
  }

  unsubscribeRoom(roomId: number): void {
    this.#forgo(roomChannel(roomId), "rooms");
  }

  subscribePerson(userId: number): Promise<void> {
    return this.#want(personChannel(userId), "people");
  }

  unsubscribePerson(userId: number): void {
    this.#forgo(personChannel(userId), "people");
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await Promise.all([this.#publisher.close(), this.#subscriber.close()]);
  }

  async #subscribeAll(): Promise<void> {
    await this.#subscribe([activityChannel, noticesChannel]);
    await this.#wanted.connected();
  }

  async #want(channel: string, of: "rooms" | "people"): Promise<void> {
    if (!this.#wanted.has(channel)) this.#metrics.subscriptions.inc({ of });
    const confirmed = this.#wanted.subscribe(channel);
    if (this.state === "up") await confirmed;
  }

  #forgo(channel: string, of: "rooms" | "people"): void {
    if (this.#wanted.has(channel)) this.#metrics.subscriptions.dec({ of });
    this.#wanted.unsubscribe(channel);
  }

  #subscribe(channels: readonly string[]): Promise<unknown> {
    const { redis } = this.#subscriber;
    return this.#sharded ? redis.ssubscribe(...channels) : redis.subscribe(...channels);
  }

  #unsubscribe(channels: readonly string[]): Promise<unknown> {
    const { redis } = this.#subscriber;
    return this.#sharded ? redis.sunsubscribe(...channels) : redis.unsubscribe(...channels);
  }

  #receive(channel: string, message: Buffer): void {
    const roomId = roomOfChannel(channel);
    const userId = personOfChannel(channel);
    if (roomId !== undefined) {
      if (this.#wanted.has(channel)) this.#receiveInRoom(roomId, message);
    } else if (userId !== undefined) {
      if (this.#wanted.has(channel)) this.#receiveForPerson(userId, message);
    } else if (channel === activityChannel) {
      const marks = decodeActivity(message);
      if (typeof marks === "string") this.#metrics.dropped.inc({ reason: marks });
      else this.handlers.onActivity(marks);
    } else if (channel === noticesChannel) {
      const notice = decodeNotice(message);
      if (typeof notice === "string") this.#metrics.dropped.inc({ reason: notice });
      else this.handlers.onNotice(notice);
    }
  }

  #receiveInRoom(roomId: number, message: Buffer): void {
    const decoded = decodeRoomMessage(roomId, message);
    switch (decoded.type) {
      case "publication":
        this.#metrics.lagSeconds.observe(Math.max(0, epochNowUs() - decoded.publication.publishedUs) / 1e6);
        return this.handlers.onRoom(decoded.publication);
      case "signal":
        return this.handlers.onSignal(decoded.signal);
      case "unknown_version":
      case "malformed":
        this.#metrics.dropped.inc({ reason: decoded.type });
    }
  }

  #receiveForPerson(userId: number, message: Buffer): void {
    const publication = decodePersonPublication(userId, message);
    if (typeof publication === "string") this.#metrics.dropped.inc({ reason: publication });
    else this.handlers.onPerson(publication);
  }

  #updateState(): void {
    const state = this.#publisher.up && this.#subscriber.up ? "up" : "away";
    if (state === this.state) return;
    this.state = state;
    this.#metrics.up.set(state === "up" ? 1 : 0);
    this.handlers.onState(state);
  }
}
