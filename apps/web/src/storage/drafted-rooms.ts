import type { Watchable } from "@hubbub/client";
import { drafts } from "./drafts.ts";
import { followKept } from "./kept.ts";

/** The rooms in which a person has begun to write or to reply, or in one of their threads, in whichever tab. */
export function draftedRooms(userId: number): Watchable<ReadonlySet<number>> {
  let kept = new Map<string, number>();
  let rooms: ReadonlySet<number> = new Set();
  const show = () => {
    const now = new Set(kept.values());
    if (now.size !== rooms.size || [...now].some((roomId) => !rooms.has(roomId))) rooms = now;
  };
  const read = () => {
    kept = new Map(drafts.all(userId).map(({ key, roomId }) => [key, roomId]));
    show();
  };
  read();
  return {
    snapshot: () => rooms,
    subscribe: (listener) => {
      read();
      return followKept((key, value) => {
        const roomId = drafts.roomOf(userId, key);
        if (roomId === undefined) return;
        const before = rooms;
        if (value === undefined || value.trim() === "") kept.delete(key);
        else kept.set(key, roomId);
        show();
        if (rooms !== before) listener();
      }, "everywhere");
    },
  };
}
