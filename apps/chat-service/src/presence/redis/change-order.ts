import type { Person } from "@hubbub/ws-protocol";
import { maxRememberedPresenceChanges } from "../../limits.ts";
import type { PresenceChange } from "../presence.ts";

/**
 * Announcements of different instances may overtake each other; Redis' clock, read inside the change, tells which is
 * newer. Remembers the newest of each person and of each room's count; the oldest are forgotten past the bound, when
 * what could overtake them is long gone.
 */
export class ChangeOrder {
  readonly #people = new Map<string, number>();
  readonly #counts = new Map<number, { at: number; userCount: number }>();

  /** Whether something newer is known of this person. */
  isOld(roomId: number, userId: number, at: number): boolean {
    return (this.#people.get(`${roomId} ${userId}`) ?? 0) > at;
  }

  /** What is new of a change; undefined where nothing is. */
  accept(roomId: number, at: number, change: PresenceChange): PresenceChange | undefined {
    const isNew = ({ user_id: userId }: Person) => !this.isOld(roomId, userId, at);
    const joined = change.joined.filter(isNew);
    const left = change.left.filter(isNew);
    for (const { user_id: userId } of [...left, ...joined]) remember(this.#people, `${roomId} ${userId}`, at);
    const known = this.#counts.get(roomId);
    const newest = known !== undefined && known.at > at ? known : { at, userCount: change.userCount };
    remember(this.#counts, roomId, newest);
    if (joined.length === 0 && left.length === 0) return undefined;
    return { joined, left, userCount: newest.userCount };
  }
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= maxRememberedPresenceChanges) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
