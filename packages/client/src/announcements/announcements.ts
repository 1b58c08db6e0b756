import type { ServerFrameOf } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { announcementsKept } from "../limits.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";

export type Announcement = Readonly<Omit<ServerFrameOf<"broadcast">, "type">>;

/** What server admins told everybody since this client signed in; older ones stand in room 2. */
export class Announcements {
  readonly #latest = new Watched<readonly Announcement[]>([]);
  /** The last ones, the newest last. */
  readonly latest: Watchable<readonly Announcement[]> = this.#latest;
  readonly #listeners = new Set<(announcement: Announcement) => void>();

  /** Calls `listener` at each new one; returns the way to stop. */
  onBroadcast(listener: (announcement: Announcement) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(frame: ReceivedFrame): void {
    if (frame.type !== "broadcast") return;
    const { type: _, ...announcement } = frame;
    const known = this.#latest.snapshot();
    if (known.some(({ id }) => id === announcement.id)) return;
    this.#latest.set([...known, announcement].slice(-announcementsKept));
    for (const listener of this.#listeners) listener(announcement);
  }

  clear(): void {
    this.#latest.set([]);
  }
}
