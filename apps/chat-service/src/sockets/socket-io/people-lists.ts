import { maxUsersInRoomJoined, peopleListMs } from "../../limits.ts";
import type { PresenceList } from "../../presence/presence.ts";
import { encodeEvent } from "./encode-event.ts";
import { roomUsersEvent } from "./room-users-event.ts";

/** Who waits for a list. */
export interface ListReader {
  /** The list may be left out for one who has left the room, or is behind. */
  tellPeople(roomId: number, packet: string): void;
}

/**
 * Who is in a room, as a whole list, for clients that take no changes. Read and encoded once for all who wait for it,
 * and at most every `peopleListMs`: so it costs a crowded room no more than the native signals.
 */
export class PeopleLists {
  readonly #read: (roomId: number, limit: number) => Promise<PresenceList>;
  readonly #waiting = new Map<number, Set<ListReader>>();

  constructor(read: (roomId: number, limit: number) => Promise<PresenceList>) {
    this.#read = read;
  }

  /** People came or went: `reader` gets the list as it is soon after. */
  changed(roomId: number, reader: ListReader): void {
    const waiting = this.#waiting.get(roomId);
    if (waiting !== undefined) {
      waiting.add(reader);
      return;
    }
    this.#waiting.set(roomId, new Set([reader]));
    void this.#tellUntilQuiet(roomId);
  }

  async #tellUntilQuiet(roomId: number): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, peopleListMs).unref());
      const readers = this.#waiting.get(roomId);
      if (readers === undefined || readers.size === 0) break;
      this.#waiting.set(roomId, new Set());
      const packet = encodeEvent(roomUsersEvent(roomId, await this.#read(roomId, maxUsersInRoomJoined)));
      for (const reader of readers) reader.tellPeople(roomId, packet);
    }
    this.#waiting.delete(roomId);
  }
}
