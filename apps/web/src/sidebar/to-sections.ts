import type { MyRoom } from "@hubbub/client";
import { roomTitle } from "../rooms/room-title.ts";

/** The list's two parts, each by name; announcements close the rooms. */
export function toSections(rooms: readonly MyRoom[], userId: number) {
  const byTitle = rooms.toSorted((one, other) => roomTitle(one, userId).localeCompare(roomTitle(other, userId)));
  const ofType = (...types: readonly MyRoom["type"][]) => byTitle.filter(({ type }) => types.includes(type));
  return { rooms: [...ofType("public", "private"), ...ofType("announcement")], directs: ofType("direct") };
}
