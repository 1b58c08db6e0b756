import type { Person, Room } from "@hubbub/ws-protocol";

/** With whom a direct room is; oneself in one's notes. Undefined for every other room. */
export function peerOf(room: Pick<Room, "type" | "people">, userId: number): Person | undefined {
  if (room.type !== "direct") return undefined;
  return room.people.find((person) => person.user_id !== userId) ?? room.people[0];
}
