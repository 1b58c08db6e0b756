import type { PendingJoin } from "./pending-join.ts";
import type { RoomHub } from "../hub/room-hub.ts";
import type { Seat } from "../readers/seat.ts";

/** All joins on their way, found by hub and by reader. */
export class PendingJoins<Page> {
  /** Oldest first. */
  readonly #all = new Set<PendingJoin<Page>>();
  readonly #byHub = new Map<RoomHub, Set<PendingJoin<Page>>>();
  readonly #bySeat = new Map<Seat, Set<PendingJoin<Page>>>();

  get size(): number {
    return this.#all.size;
  }

  oldestFirst(): Iterable<PendingJoin<Page>> {
    return this.#all;
  }

  add(join: PendingJoin<Page>): void {
    this.#all.add(join);
    put(this.#byHub, join.hub, join);
    put(this.#bySeat, join.seat, join);
  }

  has(join: PendingJoin<Page>): boolean {
    return this.#all.has(join);
  }

  delete(join: PendingJoin<Page>): void {
    this.#all.delete(join);
    take(this.#byHub, join.hub, join);
    take(this.#bySeat, join.seat, join);
  }

  moveTo(hub: RoomHub, join: PendingJoin<Page>): void {
    take(this.#byHub, join.hub, join);
    join.hub = hub;
    put(this.#byHub, hub, join);
  }

  hasHub(hub: RoomHub): boolean {
    return this.#byHub.has(hub);
  }

  ofHub(hub: RoomHub): readonly PendingJoin<Page>[] {
    return [...(this.#byHub.get(hub) ?? [])];
  }

  ofSeat(seat: Seat): readonly PendingJoin<Page>[] {
    return [...(this.#bySeat.get(seat) ?? [])];
  }
}

function put<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}

function take<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const values = map.get(key);
  values?.delete(value);
  if (values?.size === 0) map.delete(key);
}
