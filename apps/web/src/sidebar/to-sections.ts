import type { MyRoom } from "@hubbub/client";
import type { NameOf } from "../names/use-name-of.ts";
import { roomTitle } from "../rooms/room-title.ts";

/** The list's two parts, each by name; announcements close the rooms. */
export function toSections(rooms: readonly MyRoom[], userId: number, openRoomId: number | undefined, nameOf: NameOf) {
  const byTitle = rooms
    .map((room) => ({ room, title: roomTitle(room, userId, nameOf) }))
    .toSorted((one, other) => one.title.localeCompare(other.title))
    .map(({ room }) => room);
  const ofType = (...types: readonly MyRoom["type"][]) => byTitle.filter(({ type }) => types.includes(type));
  return {
    rooms: [...ofType("public", "private"), ...ofType("announcement")],
    directs: ofType("direct").filter((room) => hasBegun(room, userId) || room.id === openRoomId),
  };
}

/** Whoever looked for a person finds them again; to that person it is nothing before the first message. */
function hasBegun(room: MyRoom, userId: number): boolean {
  return room.last_seq > birthSeq || room.created_by === userId;
}

/** A direct room's log begins with its two people. */
const birthSeq = 1;
