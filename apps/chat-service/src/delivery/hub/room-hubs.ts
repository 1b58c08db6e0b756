import type { Broker } from "../../broker/broker.ts";
import { idleHubMs, maxAllEarlyBytes, maxAllRingsBytes, maxIdleHubs, subscribePatienceMs } from "../../limits.ts";
import type { Seat } from "../readers/seat.ts";
import { RoomHub, type SharedByHubs } from "./room-hub.ts";

export interface RoomHubsOptions extends Pick<SharedByHubs, "clock" | "windows" | "tracing"> {
  readonly fanOutOf: (roomId: number) => SharedByHubs["fanOut"];
  readonly broker: Pick<Broker, "subscribeRoom" | "unsubscribeRoom">;
  readonly warn: (error: unknown, message: string) => void;
}

/** The rooms of this instance: those with readers or joins, and for a while those that had some. */
export class RoomHubs {
  readonly #options: RoomHubsOptions;
  readonly #hubs = new Map<number, RoomHub>();
  /** Since when, longest first. */
  readonly #idle = new Map<RoomHub, number>();
  readonly #shared: Omit<SharedByHubs, "fanOut">;

  constructor(options: RoomHubsOptions) {
    this.#options = options;
    const { clock, windows, tracing } = options;
    this.#shared = {
      clock,
      windows,
      tracing,
      rings: { maxBytes: maxAllRingsBytes, usedBytes: 0 },
      early: { maxBytes: maxAllEarlyBytes, usedBytes: 0 },
      removed: (seat, hub) => this.remove(seat, hub),
    };
  }

  get size(): number {
    return this.#hubs.size;
  }

  get idle(): number {
    return this.#idle.size;
  }

  get ringBytes(): number {
    return this.#shared.rings.usedBytes;
  }

  get earlyBytes(): number {
    return this.#shared.early.usedBytes;
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

  /** The room's hub for one more join, new and being subscribed if there was none. */
  obtain(roomId: number): RoomHub {
    const known = this.#hubs.get(roomId);
    if (known !== undefined) {
      this.#idle.delete(known);
      return known;
    }
    const fanOut = this.#options.fanOutOf(roomId);
    const hub = new RoomHub(roomId, this.#subscribe(roomId), { ...this.#shared, fanOut });
    this.#hubs.set(roomId, hub);
    return hub;
  }

  /** Puts the reader among those of the room. */
  place(seat: Seat, hub: RoomHub): void {
    // The answer to its join may have closed it.
    if (seat.gone) return this.release(hub);
    hub.readers.add(seat);
    seat.roomIds.add(hub.roomId);
    this.#idle.delete(hub);
  }

  takeOut(seat: Seat, hub: RoomHub): void {
    hub.readers.delete(seat);
    seat.roomIds.delete(hub.roomId);
    this.release(hub);
  }

  /** Takes out a reader that is no longer one of the room by its log. */
  remove(seat: Seat, hub: RoomHub): void {
    this.takeOut(seat, hub);
    seat.reader.removedFrom(hub.roomId);
  }

  /** A reader or a join of the hub is gone. Where nobody needs it now it is idle; one that never opened is of no use. */
  release(hub: RoomHub): void {
    if (hub.isNeeded) return;
    if (hub.epoch === undefined) this.drop(hub);
    else if (!this.#idle.has(hub)) this.#idle.set(hub, this.#options.clock.now());
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
    const { rings } = this.#shared;
    while (rings.usedBytes > rings.maxBytes) {
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
