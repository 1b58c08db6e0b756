import type { Query } from "../suggestion.ts";

/** Not in "10:30" or "https:", and two letters at least: ":)" and ":D" are faces of their own. */
const begun = /(?<![A-Za-z0-9:/]):([a-z0-9_+-]{2,40})$/i;

/** More than the longest name, its sign and what stands before it. */
const nearby = 42;

/** The emoji whose name is being written at the caret: ":tad". */
export function emojiQuery(text: string, caret: number): Query | undefined {
  const from = Math.max(0, caret - nearby);
  const match = begun.exec(text.slice(from, caret));
  return match === null ? undefined : { start: from + match.index, name: match[1] ?? "" };
}
