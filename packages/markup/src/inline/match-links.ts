import { matchRuns } from "./match-runs.ts";
import type { Bracket, Token } from "./token.ts";

/**
 * Finds which bracket each link's address belongs to. A link has no other link in it, so that none can show one address and
 * lead to another.
 */
export function matchLinks(tokens: readonly Token[]): void {
  /** Brackets that may still open a link, the nearest last, and where they stand. */
  let open: { readonly bracket: Bracket; readonly at: number }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "bracket" && token.text === "]") open.pop();
    else if (token.kind === "bracket") open.push({ bracket: token, at });
    if (token.kind !== "destination") continue;
    const opener = open.pop();
    if (opener === undefined) continue;
    open = [];
    const label = tokens.slice(opener.at + 1, at);
    if (label.some((part) => part.kind === "link" && part.href !== token.href)) continue;
    matchRuns(tokens, opener.at + 1, at);
    opener.bracket.link = token.link = { kind: "link", href: token.href };
  }
}
