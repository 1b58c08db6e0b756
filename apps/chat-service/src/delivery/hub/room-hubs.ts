import type { Broker } from "../../broker/broker.ts";
import { idleHubMs, maxAllEarlyBytes, maxAllRingsBytes, maxIdleHubs, subscribePatienceMs } from "../../limits.ts";
import type { Clock } from "../clock.ts";
import { RoomHub, type RoomHubOptions } from "./room-hub.ts";

export interface RoomHubsOptions extends Pick<RoomHubOptions, "send" | "removed" | "windows"> {
  readonly broker: Pick<Broker, "subscribeRoom" | "unsubscribeRoom">;
  readonly clock: Clock;
  readonly warn: (error: unknown, message: string) => void;
}

/** The rooms of this instance: those with readers or joins, and for a while those that had some. */
export class RoomHubs {
  readonly #options: RoomHubsOptions;
  readonly #hubs = new Map<number, RoomHub>();
  /** Since when, longest first. */
  readonly #idle = new Map<RoomHub, number>();
  readonly #rings = { maxBytes: maxAllRingsBytes, usedBytes: 0 };
  readonly #early = { maxBytes: maxAllEarlyBytes, usedBytes: 0 };

  constructor(options: RoomHubsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#hubs.size;
  }

  get idle(): number {
    return this.#idle.size;
  }

  get ringBytes(): number {
    return this.#rings.usedBytes;
  }

  get earlyBytes(): number {
    return this.#early.usedBytes;
  }

  all(): IterableIterator<RoomHub> {
    return this.#hubs.values();
  }

  get(roomId: number): RoomHub | undefined {
    return this.#hubs.get(roomId);
  }

  /** False once the hub was dropped. */
  has(hub: RoomHub): boolean {
    return this.#hubs.get(hub.roomId) === hub;
  }

  /** The room's hub, new and being subscribed if there was none. */
  obtain(roomId: number): RoomHub {
    const known = this.#hubs.get(roomId);
    if (known !== undefined) return known;
    const { clock, windows, send, removed } = this.#options;
    const subscribed = this.#subscribe(roomId);
    const budgets = { rings: this.#rings, early: this.#early };
    const hub = new RoomHub({ roomId, subscribed, ...budgets, clock, windows, send, removed });
    this.#hubs.set(roomId, hub);
    return hub;
  }

  /** Nobody needs the hub now; one that never opened is of no use to anyone who comes back. */
  setIdle(hub: RoomHub): void {
    if (hub.epoch === undefined) this.drop(hub);
    else if (!this.#idle.has(hub)) this.#idle.set(hub, this.#options.clock.now());
  }

  setBusy(hub: RoomHub): void {
    this.#idle.delete(hub);
  }

  dropLongIdle(): void {
    const before = this.#options.clock.now() - idleHubMs;
    for (const [hub, since] of this.#idle) {
      if (since > before && this.#idle.size <= maxIdleHubs) return;
      this.drop(hub);
    }
  }

  /** Keeps the rings within their common bound: each loses its older half, so that none loses all. */
  trimRings(): void {
    while (this.#rings.usedBytes > this.#rings.maxBytes) {
      for (const hub of this.#hubs.values()) hub.ring.dropOlderHalf();
    }
  }

  drop(hub: RoomHub): void {
    if (!this.has(hub)) return;
    this.#hubs.delete(hub.roomId);
    this.#idle.delete(hub);
    hub.close();
    this.#options.broker.unsubscribeRoom(hub.roomId);
  }

  async #subscribe(roomId: number): Promise<void> {
    const { broker, clock, warn } = this.#options;
    const { promise: patience, resolve } = Promise.withResolvers<void>();
    const cancel = clock.after(subscribePatienceMs, resolve);
    try {
      await Promise.race([broker.subscribeRoom(roomId), patience]);
    } catch (error) {
      warn(error, "a room's channel could not be subscribed; its hub lives on the log alone");
    } finally {
      cancel();
    }
  }
}
