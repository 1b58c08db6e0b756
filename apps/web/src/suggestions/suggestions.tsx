import { type RefObject, useImperativeHandle, useLayoutEffect } from "react";
import type { SuggestionKeys } from "./suggestion-keys.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { useSuggestions } from "./use-suggestions.ts";
import type { Writing } from "./writing.ts";

/** Offers what one may mean by what is begun at the caret; the field, which keeps the focus, says which is chosen. */
export function Suggestions({ keys, ...writing }: Writing & { keys: RefObject<SuggestionKeys | null> }) {
  const { field } = writing;
  const { list, onKey } = useSuggestions(writing);
  const { id, at } = list;
  const isOpen = list.suggestions.length > 0;
  useImperativeHandle(keys, () => ({ onKey }));
  useLayoutEffect(() => {
    const textarea = field.current;
    if (!isOpen || textarea === null) return;
    textarea.setAttribute("aria-controls", id);
    textarea.setAttribute("aria-activedescendant", `${id}-${at}`);
    return () => {
      textarea.removeAttribute("aria-controls");
      textarea.removeAttribute("aria-activedescendant");
    };
  }, [field, isOpen, id, at]);
  return <SuggestionList {...list} />;
}
