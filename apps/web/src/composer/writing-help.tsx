import { type Ref, useImperativeHandle, useRef } from "react";
import type { SuggestionKeys } from "../suggestions/suggestion-keys.ts";
import { Suggestions } from "../suggestions/suggestions.tsx";
import type { Writing } from "../suggestions/writing.ts";
import { onMarkKey } from "./marks/on-mark-key.ts";
import { Preview } from "./preview.tsx";
import type { WritingKeys } from "./writing-keys.ts";

/** What one writes by a sign, a name or a key, and what it will look like. */
export function WritingHelp({ keys, ...writing }: Writing & { keys: Ref<WritingKeys> }) {
  const suggestions = useRef<SuggestionKeys>(null);
  useImperativeHandle(keys, () => ({
    onSuggestionKey: (event) => suggestions.current?.onKey(event) ?? false,
    onMarkKey,
  }));
  return (
    <>
      <Suggestions keys={suggestions} {...writing} />
      <Preview text={writing.text} />
    </>
  );
}
