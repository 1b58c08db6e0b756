import type { Person, Room } from "@hubbub/ws-protocol";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useRoomNames } from "../../client/use-room-names.ts";
import { useUserSearch } from "../../client/use-user-search.ts";
import { mostSuggested, type Query, type Suggestion } from "../suggestion.ts";

/** The people of a room whose name begins so; where it has many members, others who are called so as well. */
export function usePeopleSuggestions(
  room: Room | undefined,
  present: readonly Person[],
  query: Query | undefined,
): readonly Suggestion[] {
  const me = useMe();
  const { people: known } = useClient();
  const names = useRoomNames(room, present, query !== undefined);
  const searched = useUserSearch(names.isComplete ? "" : (query?.name ?? ""));
  if (query === undefined) return [];
  const wanted = query.name.toLowerCase();
  const all = new Map(names.people.map((person) => [person.user_id, person]));
  for (const { id, username } of searched.users) if (!all.has(id)) all.set(id, { user_id: id, username });
  return [...all.values()]
    .filter((person) => person.user_id !== me.id && begins([person.username, known.nameOf(person.user_id)], wanted))
    .slice(0, mostSuggested)
    .map((person) => ({ kind: "person", person }));
}

/** By a whole name, or by one of its parts: @aal finds maren.aalto, and whoever is called Maren Aalto. */
function begins(names: readonly string[], wanted: string): boolean {
  return names
    .map((name) => name.toLowerCase())
    .some((name) => name.startsWith(wanted) || name.split(/[\s._-]/).some((part) => part.startsWith(wanted)));
}
