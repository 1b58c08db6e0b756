import type { Room } from "@hubbub/ws-protocol";

/**
 * What to call a room: its name; a direct room has none and is called after the other person, the one with oneself after
 * oneself.
 */
export function toRoomTitle({ type, name, people }: Pick<Room, "type" | "name" | "people">, myUserId: number): string {
  if (type !== "direct") return name;
  const other = people.find(({ user_id }) => user_id !== myUserId) ?? people[0];
  return other?.username ?? "";
}
