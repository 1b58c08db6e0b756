import type { KeyboardEvent } from "react";

/** What keys do in the field besides writing and sending. Each answers whether the key was for it. */
export interface WritingKeys {
  /** For the list of what one may mean; before all others. */
  readonly onSuggestionKey: (event: KeyboardEvent) => boolean;
  /** For a mark, or the next line of a list. */
  readonly onMarkKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
}
