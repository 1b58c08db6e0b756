import { maxChannelsPerSubscribe } from "../limits.ts";
import { roomChannel } from "./channels.ts";

export interface RoomSubscriptionsOptions {
  /** Resolves once the broker confirmed it. */
  subscribe(channels: readonly string[]): Promise<unknown>;
  unsubscribe(channels: readonly string[]): Promise<unknown>;
  /** A command failed: what the broker holds is no longer known. */
  onFailure(error: unknown): void;
  onCount(rooms: number): void;
}

/**
 * The rooms that this instance wants to hear of, kept true on the one connection: what changes in one turn of the event
 * loop goes out together, and only the difference. Commands of a connection take effect in the order sent.
 */
export class RoomSubscriptions {
  readonly #options: RoomSubscriptionsOptions;
  readonly #wanted = new Map<number, PromiseWithResolvers<void>>();
  /** What was sent on this connection, with its confirmation. */
  readonly #sent = new Map<number, Promise<unknown>>();
  readonly #changed = new Set<number>();
  #connected = false;

  constructor(options: RoomSubscriptionsOptions) {
    this.#options = options;
  }

  has(roomId: number): boolean {
    return this.#wanted.has(roomId);
  }

  /** Resolves once confirmed, or when the connection is lost. */
  subscribe(roomId: number): Promise<void> {
    let room = this.#wanted.get(roomId);
    if (room === undefined) {
      this.#wanted.set(roomId, (room = Promise.withResolvers()));
      this.#touch(roomId);
    }
    return room.promise;
  }

  unsubscribe(roomId: number): void {
    const room = this.#wanted.get(roomId);
    if (room === undefined) return;
    room.resolve();
    this.#wanted.delete(roomId);
    this.#touch(roomId);
  }

  /** On a new connection: all wanted rooms, batch after batch. */
  async connected(): Promise<void> {
    this.#connected = true;
    for (const roomIds of batches([...this.#wanted.keys()])) {
      const missing = roomIds.filter((roomId) => this.#wanted.has(roomId) && !this.#sent.has(roomId));
      if (missing.length > 0) await this.#subscribe(missing);
    }
  }

  lost(): void {
    this.#connected = false;
    this.#sent.clear();
    for (const room of this.#wanted.values()) room.resolve();
  }

  #touch(roomId: number): void {
    this.#options.onCount(this.#wanted.size);
    this.#changed.add(roomId);
    if (this.#changed.size === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (!this.#connected) return;
    const leave = changed.filter((roomId) => !this.#wanted.has(roomId) && this.#sent.delete(roomId));
    for (const roomIds of batches(leave)) {
      this.#options.unsubscribe(roomIds.map(roomChannel)).catch((error: unknown) => this.#options.onFailure(error));
    }
    const missing: number[] = [];
    for (const roomId of changed) {
      const sent = this.#sent.get(roomId);
      if (sent !== undefined) this.#confirm(roomId, sent);
      else if (this.#wanted.has(roomId)) missing.push(roomId);
    }
    for (const roomIds of batches(missing)) {
      this.#subscribe(roomIds).catch((error: unknown) => this.#options.onFailure(error));
    }
  }

  #subscribe(roomIds: readonly number[]): Promise<unknown> {
    const confirmed = this.#options.subscribe(roomIds.map(roomChannel));
    for (const roomId of roomIds) {
      this.#sent.set(roomId, confirmed);
      this.#confirm(roomId, confirmed);
    }
    return confirmed;
  }

  #confirm(roomId: number, confirmed: Promise<unknown>): void {
    const room = this.#wanted.get(roomId);
    if (room !== undefined)
      confirmed.then(
        () => room.resolve(),
        () => {},
      );
  }
}

function batches(roomIds: readonly number[]): number[][] {
  const count = Math.ceil(roomIds.length / maxChannelsPerSubscribe);
  return Array.from({ length: count }, (_, index) =>
    roomIds.slice(index * maxChannelsPerSubscribe, (index + 1) * maxChannelsPerSubscribe),
  );
}
