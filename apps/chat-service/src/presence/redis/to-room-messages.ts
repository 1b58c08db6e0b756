import type { PresenceMessage } from "./presence-message.ts";
import type { Outcomes } from "./presence-store.ts";

/** What to tell of these outcomes, room by room. `from` is the boot id of the instance that tells. */
export function toRoomMessages({ at, outcomes }: Outcomes, from: string): ReadonlyMap<number, PresenceMessage> {
  const rooms = new Map<number, PresenceMessage>();
  for (const { change, username, userCount } of outcomes) {
    let message = rooms.get(change.roomId);
    if (message === undefined) {
      message = { from, at, joined: [], left: [], user_count: 0, evicted: [] };
      rooms.set(change.roomId, message);
    }
    message.user_count = userCount;
    const person = { user_id: change.userId, username };
    if (change.operation === "enter") message.joined.push(person);
    else message.left.push(person);
    if (change.operation === "evict") message.evicted.push(change.userId);
  }
  return rooms;
}
