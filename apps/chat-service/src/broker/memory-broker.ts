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
import { epochNowUs } from "@hubbub/service-runtime";
import { noBrokerHandlers } from "./no-broker-handlers.ts";

/** The broker of one instance alone: without Redis, nobody else to tell. */
export function createMemoryBroker(options: { metrics: BrokerMetrics }): Broker {
  return new MemoryBroker(options.metrics);
}

class MemoryBroker implements Broker {
  state: "up" | "away" = "away";
  handlers: BrokerHandlers = noBrokerHandlers;
  readonly #rooms = new Set<number>();
  readonly #people = new Set<number>();
  readonly #metrics: BrokerMetrics;

  constructor(metrics: BrokerMetrics) {
    this.#metrics = metrics;
  }

  async start(): Promise<void> {
    this.#become("up");
  }

  publishRoom(publication: RoomPublication): void {
    if (publication.frames.length === 0) return;
    this.#deliver(() => {
      if (!this.#rooms.has(publication.roomId)) return;
      this.#metrics.lagSeconds.observe(Math.max(0, epochNowUs() - publication.publishedUs) / 1e6);
      this.handlers.onRoom(publication);
    });
  }

  publishSignal(signal: RoomSignal): void {
    this.#deliver(() => {
      if (this.#rooms.has(signal.roomId)) this.handlers.onSignal(signal);
    });
  }

  publishPerson(publication: PersonPublication): void {
    this.#deliver(() => {
      if (this.#people.has(publication.userId)) this.handlers.onPerson(publication);
    });
  }

  publishActivity(marks: readonly RoomHead[]): void {
    if (marks.length > 0) this.#deliver(() => this.handlers.onActivity(marks));
  }

  publishNotice(notice: BrokerNotice): void {
    this.#deliver(() => this.handlers.onNotice(notice));
  }

  async subscribeRoom(roomId: number): Promise<void> {
    this.#rooms.add(roomId);
    this.#metrics.subscriptions.set({ of: "rooms" }, this.#rooms.size);
  }

  unsubscribeRoom(roomId: number): void {
    this.#rooms.delete(roomId);
    this.#metrics.subscriptions.set({ of: "rooms" }, this.#rooms.size);
  }

  async subscribePerson(userId: number): Promise<void> {
    this.#people.add(userId);
    this.#metrics.subscriptions.set({ of: "people" }, this.#people.size);
  }

  unsubscribePerson(userId: number): void {
    this.#people.delete(userId);
    this.#metrics.subscriptions.set({ of: "people" }, this.#people.size);
  }

  async close(): Promise<void> {
    this.#become("away");
  }

  /** Never inside the publisher's own call: what publishes must not find itself called back half-way. */
  #deliver(deliver: () => void): void {
    if (this.state === "away") {
      this.#metrics.dropped.inc({ reason: "away" });
      return;
    }
    queueMicrotask(() => {
      if (this.state === "up") deliver();
    });
  }

  #become(state: "up" | "away"): void {
    if (this.state === state) return;
    this.state = state;
    this.#metrics.up.set(state === "up" ? 1 : 0);
    this.handlers.onState(state);
  }
}
