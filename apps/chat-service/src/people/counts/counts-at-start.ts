import {
  countsAtStartDelayMs,
  maxCountsAtStart,
  maxPlacesPerCountsRead,
  maxSignalBufferedBytes,
} from "../../limits.ts";
import type { Recipient } from "../connected/recipient.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import { encodeRoomCounts, type PlaceCounts, type PlaceOfPerson, type ReadPlaceCounts } from "./place-counts.ts";

export interface CountsAtStartOptions {
  readonly readCounts: ReadPlaceCounts;
  readonly metrics: Pick<PeopleMetrics, "frames" | "dropped">;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Tells a socket that has authenticated what is unread in its person's rooms. A moment later, when a client that came back has
 * joined the room that it shows; many sockets with one query, after which Postgres rests as long as it took: a reconnect
 * storm is a few queries. What goes untold is in the list of rooms.
 */
export class CountsAtStart {
  readonly #options: CountsAtStartOptions;
  /** In the order of their coming: rooms that may have something unread. */
  readonly #waiting = new Map<Recipient, readonly number[]>();
  #places = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: CountsAtStartOptions) {
    this.#options = options;
  }

  /** Pairs of a socket and a room. */
  get waiting(): number {
    return this.#places;
  }

  /** Once for each socket. */
  add(recipient: Recipient, roomIds: readonly number[]): void {
    if (this.#stopped || roomIds.length === 0) return;
    if (this.#places + roomIds.length > maxCountsAtStart) {
      return this.#options.metrics.dropped.inc({ reason: "counts_at_start" });
    }
    this.#waiting.set(recipient, roomIds);
    this.#places += roomIds.length;
    this.#timer ??= this.#tellIn(countsAtStartDelayMs);
  }

  /** The socket is gone. */
  forget(recipient: Recipient): void {
    this.#places -= this.#waiting.get(recipient)?.length ?? 0;
    this.#waiting.delete(recipient);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
    this.#places = 0;
  }

  #tellIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.#tell(), ms);
  }

  async #tell(): Promise<void> {
    const beganMs = performance.now();
    const starts = this.#take();
    const places = starts.flatMap(({ recipient: { userId, username }, roomIds }) =>
      roomIds.map((roomId) => ({ roomId, userId, username })),
    );
    try {
      const counts = Map.groupBy(await this.#read(places), ({ userId }) => userId);
      for (const { recipient, roomIds } of starts) {
        const ofRooms = counts.get(recipient.userId)?.filter(({ roomId }) => roomIds.includes(roomId));
        this.#tellOne(recipient, ofRooms ?? []);
      }
    } catch (error) {
      this.#options.warn(error, "who connected could not be told what is unread");
    }
    const restMs = performance.now() - beganMs;
    this.#timer = this.#stopped || this.#waiting.size === 0 ? undefined : this.#tellIn(countsAtStartDelayMs + restMs);
  }

  /** Those that came first, and as many as go into one query; without the rooms that they have joined since. */
  #take(): { readonly recipient: Recipient; readonly roomIds: readonly number[] }[] {
    const starts = [];
    let left = maxPlacesPerCountsRead;
    for (const [recipient, waiting] of this.#waiting) {
      const roomIds = waiting.filter((roomId) => !recipient.isIn(roomId));
      left -= roomIds.length;
      if (left < 0) break;
      this.forget(recipient);
      starts.push({ recipient, roomIds });
    }
    return starts;
  }

  /** Two sockets of a person have the same places. */
  async #read(places: readonly (PlaceOfPerson & { readonly username: string })[]): Promise<readonly PlaceCounts[]> {
    const different = new Map(places.map((place) => [`${place.roomId}:${place.userId}`, place]));
    return different.size === 0 ? [] : this.#options.readCounts([...different.values()]);
  }

  #tellOne(recipient: Recipient, counts: readonly PlaceCounts[]): void {
    const unread = counts.filter((one) => one.unread > 0 && !recipient.isIn(one.roomId));
    if (unread.length === 0) return;
    if (recipient.bufferedBytes() > maxSignalBufferedBytes) {
      return this.#options.metrics.dropped.inc({ reason: "slow_socket" });
    }
    recipient.write([encodeRoomCounts(unread)]);
    this.#options.metrics.frames.inc({ frame: "room_counts" });
  }
}
