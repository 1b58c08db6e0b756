import type { MyRoom, User } from "@hubbub/client";
import { foldText } from "@hubbub/text";
import type { Room } from "@hubbub/ws-protocol";
import type { NameOf } from "../../names/use-name-of.ts";
import { peerOf } from "../../rooms/peer-of.ts";
import { roomTitle } from "../../rooms/room-title.ts";
import type { FindChoice } from "./find-choice.ts";

/** Of each kind at most so many. */
const most = 6;

/**
 * One list of what fits: one's rooms and conversations, then people to write to, rooms to join, and a new room of that
 * name. Names are compared as the server does; people are found by both of theirs. Within the first, what begins with the query comes before what only contains it.
 */
export function toFindChoices(
  query: string,
  userId: number,
  mine: readonly MyRoom[],
  found: { readonly rooms: readonly Room[]; readonly users: readonly User[] },
  nameOf?: NameOf,
): readonly FindChoice[] {
  const wanted = foldText(query);
  const ranked = mine
    .map((room) => ({ room, at: placeIn([roomTitle(room, userId, nameOf), roomTitle(room, userId)], wanted) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => Math.sign(one.at) - Math.sign(other.at));
  const myIds = new Set(mine.map((room) => room.id));
  const metIds = new Set(mine.map((room) => peerOf(room, userId)?.user_id));
  const people = found.users.filter((user) => !metIds.has(user.id));
  const others = found.rooms.filter((room) => !myIds.has(room.id) && room.role === undefined);
  const isTaken = [...mine, ...others].some((room) => foldText(room.name) === wanted);
  return [
    ...ranked.slice(0, most + 2).map(({ room }) => ({ kind: "mine" as const, room })),
    ...people.slice(0, most).map((user) => ({ kind: "person" as const, user })),
    ...others.slice(0, most).map((room) => ({ kind: "other" as const, room })),
    ...(isTaken ? [] : [{ kind: "create" as const, name: query }]),
  ];
}

/** Where `wanted` stands in one of the titles, at best at its beginning; -1 where it is in none. */
function placeIn(titles: readonly string[], wanted: string): number {
  const places = titles.map((title) => foldText(title).indexOf(wanted)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
