import type { Person } from "@hubbub/ws-protocol";
import type { PresenceList } from "./presence.ts";

/** The first `limit` of these people in the order that every instance gives: by the bytes of `"<username> <user id>"`. */
export function toPresenceList(people: readonly Person[], limit: number): PresenceList {
  const sorted = people
    .map((person) => ({ person, key: Buffer.from(`${person.username} ${person.user_id}`) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  return { users: sorted.slice(0, limit).map(({ person }) => person), userCount: people.length };
}
