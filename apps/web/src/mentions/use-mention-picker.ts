import type { Person, Room } from "@hubbub/ws-protocol";
import { useState } from "react";
import { useMe } from "../client/use-me.ts";
import { useRoomNames } from "../client/use-room-names.ts";
import { useUserSearch } from "../client/use-user-search.ts";
import { mentionQuery } from "./mention-query.ts";

export interface MentionPicker {
  /** Empty while nobody is being mentioned. */
  readonly people: readonly Person[];
  readonly at: number;
  readonly move: (step: 1 | -1) => void;
  /** Closes it for the mention that is being written. */
  readonly dismiss: () => void;
  /** The text and the caret after a person was picked. */
  readonly pick: (person: Person) => { readonly text: string; readonly caret: number };
}

const mostShown = 6;

/** Offers the people of a room while one writes @. */
export function useMentionPicker(
  room: Room | undefined,
  present: readonly Person[],
  text: string,
  caret: number,
): MentionPicker {
  const me = useMe();
  const [picked, setPicked] = useState({ name: "", at: 0 });
  const [dismissedAt, setDismissedAt] = useState<number>();
  const query = mentionQuery(text, caret);
  const names = useRoomNames(room, present, query !== undefined);
  const searched = useUserSearch(names.isComplete ? "" : (query?.name ?? ""));

  const isOpen = query !== undefined && query.start !== dismissedAt;
  const wanted = query?.name.toLowerCase() ?? "";
  const all = new Map(names.people.map((person) => [person.user_id, person]));
  for (const { id, username } of searched.users) if (!all.has(id)) all.set(id, { user_id: id, username });
  const people = isOpen
    ? [...all.values()].filter((person) => person.user_id !== me.id && begins(person, wanted)).slice(0, mostShown)
    : [];
  const at = picked.name === wanted ? Math.min(picked.at, Math.max(0, people.length - 1)) : 0;

  return {
    people,
    at,
    move: (step) => setPicked({ name: wanted, at: (at + step + people.length) % Math.max(1, people.length) }),
    dismiss: () => setDismissedAt(query?.start),
    pick: ({ username }) => {
      const start = query?.start ?? caret;
      const before = `${text.slice(0, start)}@${username} `;
      return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length };
    },
  };
}

/** By the whole name, or by one of its parts: @aal finds maren.aalto. */
function begins({ username }: Person, wanted: string): boolean {
  const name = username.toLowerCase();
  return name.startsWith(wanted) || name.split(/[._-]/).some((part) => part.startsWith(wanted));
}
