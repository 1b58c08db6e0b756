import type { Query } from "../suggestion.ts";

/** An @ that may begin a mention, as the protocol's rule has it, and what of a name follows it. */
const begun = /(?<=(?:^|[^A-Za-z0-9_.@/-])_*)@([A-Za-z0-9_.-]{0,32})$/;

/** More than the longest name and what stands before it. */
const nearby = 64;

/** The mention that is being written at the caret; an address such as ada@example.org is none. */
export function mentionQuery(text: string, caret: number): Query | undefined {
  const from = Math.max(0, caret - nearby);
  const match = begun.exec(text.slice(from, caret));
  return match === null ? undefined : { start: from + match.index, name: match[1] ?? "" };
}
