import { type KeyboardEvent, useId, useState } from "react";
import { useMe } from "../client/use-me.ts";
import { actingRole } from "../people/acting-role.ts";
import { writeInto } from "../ui/write-into.ts";
import { usedEmoji } from "../storage/used-emoji.ts";
import { isInCode } from "./is-in-code.ts";
import { emojiQuery } from "./emoji/emoji-query.ts";
import { useEmojiSuggestions } from "./emoji/use-emoji-suggestions.ts";
import { mayCallAll } from "./people/may-call-all.ts";
import { mentionQuery } from "./people/mention-query.ts";
import { roomSuggestions } from "./people/room-suggestions.ts";
import { usePeopleSuggestions } from "./people/use-people-suggestions.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Writing } from "./writing.ts";

/** Offers the people of a room while one writes @, and emoji while one writes a colon and a name. */
export function useSuggestions({ field: ref, text, caret, room, role, present }: Writing) {
  const me = useMe();
  const id = useId();
  const [chosen, setChosen] = useState({ name: "", at: 0 });
  const [dismissedAt, setDismissedAt] = useState<number>();
  const isCode = isInCode(text, caret);
  const mention = isCode ? undefined : mentionQuery(text, caret);
  const emoji = isCode ? undefined : emojiQuery(text, caret);
  const people = usePeopleSuggestions(room, present, mention);
  const emojis = useEmojiSuggestions(emoji);

  const mayCall = room !== undefined && mayCallAll(room, actingRole(room, role, me.admin));
  const all = mayCall && mention !== undefined ? roomSuggestions(room, mention.name) : [];

  const query = mention ?? emoji;
  // Until one begins another.
  if (dismissedAt !== undefined && dismissedAt !== query?.start) setDismissedAt(undefined);
  const name = query?.name.toLowerCase() ?? "";
  const suggestions = query === undefined || query.start === dismissedAt ? [] : [...people, ...all, ...emojis];
  const at = chosen.name === name ? Math.min(chosen.at, Math.max(0, suggestions.length - 1)) : 0;
  const move = (step: 1 | -1) => setChosen({ name, at: (at + step + suggestions.length) % suggestions.length });

  const pick = (suggestion: Suggestion | undefined, after = " "): boolean => {
    const field = ref.current;
    if (field === null || query === undefined || suggestion === undefined) return false;
    if (suggestion.kind === "emoji") usedEmoji.add(me.id, suggestion.emoji);
    const insert = written(suggestion) + after;
    const end = query.start + insert.length;
    const rest =
      (suggestion.kind === "emoji" ? /^[a-z0-9_+-]*:?/i : /^[A-Za-z0-9_-]*/).exec(text.slice(caret))?.[0] ?? "";
    const nameEnd = caret + rest.length;
    // A space that stands there already is the one after it.
    writeInto(field, {
      start: query.start,
      end: nameEnd + (after === " " && text[nameEnd] === " " ? 1 : 0),
      insert,
      selection: [end, end],
    });
    return true;
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (suggestions.length === 0) return false;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") setDismissedAt(query?.start);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) pick(suggestions[at]);
    // ":tada:" is its emoji once the second colon is written.
    else if (
      event.key !== ":" ||
      !pick(
        suggestions.find((one) => one.kind === "emoji" && one.name === name),
        "",
      )
    )
      return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    list: { id, suggestions, at, onPick: (suggestion: Suggestion) => void pick(suggestion) },
    /** Answers whether the key was for the list. */
    onKey,
  };
}

function written(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case "person":
      return `@${suggestion.person.username}`;
    case "room":
      return `@${suggestion.word}`;
    case "emoji":
      return suggestion.emoji;
  }
}
