import type { Person } from "@hubbub/ws-protocol";

/**
 * Who is present in which room, over all instances. A person is present with any joined socket. Two implementations
 * pass one contract test: Redis and in-memory.
 *
 * Contract:
 * - `enter` and `exit` count sockets of this instance; only the first and the last of a person touch the store.
 * - An exit takes effect after the grace period (PRESENCE_GRACE_MS, 8 s), a reconnect within it shows nothing; one at once
 *   does where no other socket of this instance is left.
 * - Whoever atomically removes the entries of a dead instance announces those who are nowhere else; a killed
 *   instance's people are gone within 30 s. After the store lost its data each instance writes its own again.
 * - While the store is away nothing throws: the answer is what this instance knows, announcements wait or are lost.
 */
export interface Presence {
  handlers: PresenceHandlers;
  /** Resolves without the store too, after a few seconds. */
  start(): Promise<void>;
  enter(roomId: number, person: Person): void;
  exit(roomId: number, userId: number, when?: ExitWhen): void;
  /**
   * Ends all of a person's presence in a room at once, on every instance, for one who was removed from it. The sockets
   * that were in the room are forgotten: no `exit` may follow for them.
   */
  evict(roomId: number, userId: number): void;
  /** At most `limit` of those present and how many there are; the same on every instance. */
  list(roomId: number, limit: number): Promise<PresenceList>;
  /** Which of these are present, on whichever instance; undefined while the store is away. */
  among(roomId: number, userIds: readonly number[]): Promise<ReadonlySet<number> | undefined>;
  /** What each instance that lives says of itself; one of an earlier release says "". undefined while the store is away. */
  instances(): Promise<readonly string[] | undefined>;
  /** A `presence` signal of another instance arrived (RoomSignal.payload). */
  receive(roomId: number, payload: string): void;
  /** Says goodbye: this instance's people leave without waiting for expiry (the grace period still holds elsewhere). */
  close(): Promise<void>;
}

export type ExitWhen = "after_grace" | "at_once";

export interface PresenceHandlers {
  /** People came or went, on whichever instance; for this instance's readers of the room. */
  onChange(roomId: number, change: PresenceChange, origin: ChangeOrigin): void;
  /** Tell the other instances (`RoomSignal` of kind `presence`). */
  announce(roomId: number, payload: string): void;
}

export interface PresenceChange {
  readonly joined: readonly Person[];
  readonly left: readonly Person[];
  readonly userCount: number;
}

export interface ChangeOrigin {
  /** When it changed by the store's clock, the same on every instance. */
  readonly atMs: number;
  /** This instance found out first: what is to be done once for all instances is done here. */
  readonly foundHere: boolean;
}

export interface PresenceList {
  readonly users: readonly Person[];
  readonly userCount: number;
}
