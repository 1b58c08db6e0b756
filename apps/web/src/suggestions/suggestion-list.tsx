import type { Person } from "@hubbub/ws-protocol";
import { Users } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { PersonFace } from "../names/person-face.tsx";
import { PersonName } from "../names/person-name.tsx";
import { useName } from "../names/use-name-of.ts";
import { later } from "../strings/later.ts";
import type { Suggestion } from "./suggestion.ts";

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly at: number;
  readonly onPick: (suggestion: Suggestion) => void;
}

/** What one may mean, above the place where one writes, or below it where there is no room above. */
export function SuggestionList(props: SuggestionListProps) {
  return props.suggestions.length === 0 ? null : <OpenList {...props} />;
}

function OpenList({ id, suggestions, at, onPick }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const count = suggestions.length;
  const [isBelow, setBelow] = useState(false);
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    const edge = list.current?.closest("[role=log]")?.getBoundingClientRect().top ?? 0;
    // oxlint-disable-next-line react/set-state-in-effect -- where it fits is known once it is there, before it is painted
    if (count > 0 && top < edge) setBelow(true);
  }, [count]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={suggestions[0]?.kind === "emoji" ? later.suggestions.emoji : later.suggestions.people}
      className={`absolute start-0 z-20 w-72 max-w-full rounded-xl border border-line bg-raised p-1.5 shadow-lift ${isBelow ? "top-full mt-1.5" : "bottom-full mb-1.5"}`}
    >
      {suggestions.map((suggestion, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
        <div
          key={keyOf(suggestion)}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(suggestion)}
          className={`flex h-9 items-center gap-2.5 rounded-lg px-2 touch:h-11 ${index === at ? "bg-accent-soft" : "hover:bg-hover"}`}
        >
          <Suggested suggestion={suggestion} />
        </div>
      ))}
    </div>
  );
}

function Suggested({ suggestion }: { suggestion: Suggestion }) {
  switch (suggestion.kind) {
    case "person":
      return <SuggestedPerson person={suggestion.person} />;
    case "room":
      return (
        <>
          <span aria-hidden className="grid size-6 shrink-0 place-items-center text-soft">
            <Users size={16} />
          </span>
          <bdi className="font-name">{`@${suggestion.word}`}</bdi>
          <span className="truncate text-mid text-soft">
            {suggestion.word === "room" ? later.suggestions.everybody(suggestion.members) : later.suggestions.here}
          </span>
        </>
      );
    case "emoji":
      return (
        <>
          <span aria-hidden className="grid size-6 place-items-center text-lg">
            {suggestion.emoji}
          </span>
          <bdi className="truncate">{`:${suggestion.name}:`}</bdi>
        </>
      );
  }
}

function SuggestedPerson({ person: { user_id: userId, username } }: { person: Person }) {
  const name = useName(userId, username);
  return (
    <>
      <PersonFace userId={userId} said={username} size={24} />
      <PersonName username={username} displayName={name} />
    </>
  );
}

function keyOf(suggestion: Suggestion): string | number {
  switch (suggestion.kind) {
    case "person":
      return suggestion.person.user_id;
    case "room":
      return suggestion.word;
    case "emoji":
      return suggestion.emoji;
  }
}
