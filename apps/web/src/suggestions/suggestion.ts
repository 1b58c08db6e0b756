import type { Person } from "@hubbub/ws-protocol";

/** What one may mean by what is begun at the caret. */
export type Suggestion =
  | { readonly kind: "person"; readonly person: Person }
  /** All of the room, or who is there now. */
  | { readonly kind: "room"; readonly word: "room" | "here"; readonly members: number }
  | { readonly kind: "emoji"; readonly emoji: string; readonly name: string };

/** Where what one looks for begins, with its sign, and what of its name is written already. */
export interface Query {
  readonly start: number;
  readonly name: string;
}

/** How many are offered. */
export const mostSuggested = 6;
