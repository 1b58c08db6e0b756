import type { RoomHub } from "../hub/room-hub.ts";
import type { Seat } from "../readers/seat.ts";
import type { PendingJoin } from "./pending-join.ts";

/** All joins on their way, found by hub and by reader. */
export class PendingJoins {
  /** Oldest first. */
  readonly #all = new Set<PendingJoin>();
  readonly #byHub = new Map<RoomHub, Set<PendingJoin>>();
  readonly #bySeat = new Map<Seat, Set<PendingJoin>>();

  get size(): number {
    return this.#all.size;
  }

  oldestFirst(): Iterable<PendingJoin> {
    return this.#all;
  }

  add(join: PendingJoin): void {
    this.#all.add(join);
    put(this.#bySeat, join.seat, join);
    this.#addToHub(join);
  }

  has(join: PendingJoin): boolean {
    return this.#all.has(join);
  }

  delete(join: PendingJoin): void {
    if (!this.#all.delete(join)) return;
    take(this.#bySeat, join.seat, join);
    this.#takeFromHub(join);
  }

  /** It keeps its age. */
  moveTo(hub: RoomHub, join: PendingJoin): void {
    this.#takeFromHub(join);
    join.hub = hub;
    this.#addToHub(join);
  }

  ofHub(hub: RoomHub): readonly PendingJoin[] {
    return [...(this.#byHub.get(hub) ?? [])];
  }

  ofSeat(seat: Seat): readonly PendingJoin[] {
    return [...(this.#bySeat.get(seat) ?? [])];
  }

  #addToHub(join: PendingJoin): void {
    join.hub.pendingJoins += 1;
    put(this.#byHub, join.hub, join);
  }

  #takeFromHub(join: PendingJoin): void {
    join.hub.pendingJoins -= 1;
    take(this.#byHub, join.hub, join);
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
