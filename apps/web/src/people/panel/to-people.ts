import type { Member } from "@hubbub/client";
import type { Person } from "@hubbub/ws-protocol";
import type { NameOf } from "../../names/use-name-of.ts";
import type { ListedPerson } from "./listed-person.ts";

/** Those who are here first, with their role; then the other members, each list by name. */
export function toPeople(present: readonly Person[], members: readonly Member[], nameOf: NameOf): People {
  const toListed = ({ user_id, username, role, muted_until }: Person & Partial<Member>): ListedPerson => {
    return { userId: user_id, username, name: nameOf(user_id, username), role, mutedUntil: muted_until };
  };
  const byId = new Map(members.map((member) => [member.user_id, toListed(member)]));
  const hereIds = new Set(present.map((person) => person.user_id));
  const here = present.map((person) => byId.get(person.user_id) ?? toListed(person));
  const others = members.filter((member) => !hereIds.has(member.user_id)).map((member) => toListed(member));
  return { here: byName(here), others: byName(others) };
}

interface People {
  readonly here: readonly ListedPerson[];
  readonly others: readonly ListedPerson[];
}

/** The two lists with one person in the one where they stood, if they are in either. */
export function keepInPlace(
  people: People,
  one: { readonly userId: number; readonly isHere: boolean } | undefined,
): People {
  const { here, others } = people;
  const person = [...here, ...others].find(({ userId }) => userId === one?.userId);
  if (one === undefined || person === undefined) return people;
  const without = (list: readonly ListedPerson[]) => list.filter((other) => other !== person);
  return one.isHere
    ? { here: byName([...without(here), person]), others: without(others) }
    : { here: without(here), others: byName([...without(others), person]) };
}

function byName(people: readonly ListedPerson[]): readonly ListedPerson[] {
  return people.toSorted((one, other) => one.name.localeCompare(other.name));
}
