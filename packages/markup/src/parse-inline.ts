import { buildInline } from "./inline/build-inline.ts";
import { cutTokens } from "./inline/cut-tokens.ts";
import { matchLinks } from "./inline/match-links.ts";
import { matchRuns } from "./inline/match-runs.ts";
import type { Inline } from "./markup.ts";

/** What stands within a paragraph, a heading or a cell. */
export function parseInline(text: string): readonly Inline[] {
  if (text === "") return [];
  if (!mayMark.test(text)) return [{ kind: "text", text }];
  const tokens = cutTokens(text);
  matchLinks(tokens);
  matchRuns(tokens, 0, tokens.length);
  return buildInline(tokens);
}

/** A quick no for most texts. */
const mayMark = /[`*_~|[\\@]|:\/\//;
