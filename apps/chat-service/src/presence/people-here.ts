import type { Person } from "@hubbub/ws-protocol";
import { maxPresenceEntries } from "../limits.ts";
import type { ExitWhen, PresenceList } from "./presence.ts";
import type { PresenceMetrics } from "./presence-metrics.ts";
import { RoomPeople } from "./room-people.ts";

/** One person in one room on this instance. */
export interface Entry {
  readonly roomId: number;
  readonly person: Person;
  sockets: number;
  /** When the grace period ends (`performance.now()`), once the last socket is gone. */
  leavesAt: number;
}

export interface PeopleHereOptions {
  readonly graceMs: number;
  readonly metrics: PresenceMetrics;
  /** The first socket of a person in a room. */
  onEnter(entry: Entry): void;
  /** The last socket is gone, and the grace period where there is one. Not called for the evicted. */
  onExit(entry: Entry): void;
}

/** Who is in which room by a socket of this instance, with the grace period for those whose last socket went. */
export class PeopleHere {
  readonly #options: PeopleHereOptions;
  readonly #rooms = new Map<number, RoomPeople<Entry>>();
  /** In the order of `leavesAt`: the grace period is the same for all. */
  readonly #leaving = new Set<Entry>();
  readonly #roomsOfUser = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #size = 0;
  #closed = false;

  constructor(options: PeopleHereOptions) {
    this.#options = options;
    options.metrics.observe(() => ({ users: this.#roomsOfUser.size, entries: this.#size }));
  }

  enter(roomId: number, person: Person): void {
    const known = this.find(roomId, person.user_id);
    if (known !== undefined) {
      known.sockets += 1;
      this.#leaving.delete(known);
      return;
    }
    if (this.#size >= maxPresenceEntries) {
      this.#options.metrics.refused.inc();
      return;
    }
    const entry = { roomId, person, sockets: 1, leavesAt: 0 };
    this.#add(entry);
    this.#options.onEnter(entry);
  }

  exit(roomId: number, userId: number, when: ExitWhen = "after_grace"): void {
    const entry = this.find(roomId, userId);
    if (entry === undefined || entry.sockets === 0) return;
    entry.sockets -= 1;
    if (entry.sockets > 0) return;
    if (when === "at_once") return this.#leave(entry);
    entry.leavesAt = performance.now() + this.#options.graceMs;
    this.#leaving.add(entry);
    if (!this.#closed) this.#timer ??= setTimeout(() => this.#endGrace(), this.#options.graceMs);
  }

  /** Forgets a person in a room at once, whatever their sockets. */
  evict(roomId: number, userId: number): Entry | undefined {
    const entry = this.find(roomId, userId);
    if (entry !== undefined) this.#remove(entry);
    return entry;
  }

  find(roomId: number, userId: number): Entry | undefined {
    return this.#rooms.get(roomId)?.find(userId);
  }

  among(roomId: number, userIds: readonly number[]): Set<number> {
    return new Set(userIds.filter((userId) => this.find(roomId, userId) !== undefined));
  }

  list(roomId: number, limit: number): PresenceList {
    const room = this.#rooms.get(roomId);
    return { users: room?.first(limit) ?? [], userCount: room?.size ?? 0 };
  }

  *all(): Generator<Entry> {
    for (const people of this.#rooms.values()) yield* people.values();
  }

  /** Nobody leaves any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #endGrace(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const entry of this.#leaving) {
      if (entry.leavesAt > now) {
        this.#timer = setTimeout(() => this.#endGrace(), Math.ceil(entry.leavesAt - now));
        return;
      }
      this.#leave(entry);
    }
  }

  #leave(entry: Entry): void {
    this.#remove(entry);
    this.#options.onExit(entry);
  }

  #add(entry: Entry): void {
    let room = this.#rooms.get(entry.roomId);
    if (room === undefined) this.#rooms.set(entry.roomId, (room = new RoomPeople()));
    room.add(entry);
    this.#count(entry.person.user_id, 1);
  }

  #remove(entry: Entry): void {
    const room = this.#rooms.get(entry.roomId);
    room?.remove(entry);
    if (room?.size === 0) this.#rooms.delete(entry.roomId);
    this.#leaving.delete(entry);
    this.#count(entry.person.user_id, -1);
  }

  #count(userId: number, change: 1 | -1): void {
    this.#size += change;
    const rooms = (this.#roomsOfUser.get(userId) ?? 0) + change;
    if (rooms > 0) this.#roomsOfUser.set(userId, rooms);
    else this.#roomsOfUser.delete(userId);
  }
}
