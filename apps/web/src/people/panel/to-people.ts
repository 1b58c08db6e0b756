import type { Member } from "@hubbub/client";
import type { Person } from "@hubbub/ws-protocol";
import type { ListedPerson } from "./listed-person.ts";

/** Those who are here first, with their role; then the other members, each list by name. */
export function toPeople(present: readonly Person[], members: readonly Member[]) {
  const roles = new Map(members.map((member) => [member.user_id, member.role]));
  const hereIds = new Set(present.map((person) => person.user_id));
  const here = present.map(({ user_id, username }) => ({ userId: user_id, name: username, role: roles.get(user_id) }));
  const others = members
    .filter((member) => !hereIds.has(member.user_id))
    .map(({ user_id, username, role }) => ({ userId: user_id, name: username, role }));
  return { here: byName(here), others: byName(others) };
}

function byName(people: readonly ListedPerson[]): readonly ListedPerson[] {
  return people.toSorted((one, other) => one.name.localeCompare(other.name));
}
