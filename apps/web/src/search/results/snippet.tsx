import type { SearchResult } from "@hubbub/client";
import { toPieces } from "./to-pieces.ts";

/** The part of a message that was found, what was asked for marked: text, as people wrote it. */
export function Snippet({ snippet, ranges }: Pick<SearchResult, "snippet" | "ranges">) {
  return (
    <p dir="auto" className="line-clamp-2 text-mid/5 wrap-break-word">
      {toPieces(snippet, ranges).map(({ text, isFound }, index) =>
        isFound ? (
          <mark key={index} className="rounded-xs bg-accent/24 font-bold text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </p>
  );
}
