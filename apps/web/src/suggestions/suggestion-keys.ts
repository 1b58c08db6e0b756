import type { KeyboardEvent } from "react";

/** Where the keys of a field go first while something is offered there. */
export interface SuggestionKeys {
  /** Answers whether the key was for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}
