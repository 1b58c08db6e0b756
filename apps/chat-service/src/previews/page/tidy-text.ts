import { isBlank } from "@hubbub/text";

/**
 * A text from outside as one line of at most so many code points: well-formed, without control characters and without marks that
 * turn the direction of what stands beside it. Empty where nothing of it would be seen.
 */
export function tidyText(text: string, maxCodePoints: number): string {
  // What is far too long is not looked through.
  const begin = text.slice(0, maxCodePoints * 8).toWellFormed();
  const line = begin.replace(/\s+/g, " ").replace(unseen, "").replace(/ {2,}/g, " ").trim();
  const points = [...line];
  if (points.length <= maxCodePoints) return isBlank(line) ? "" : line;
  const shown = points
    .slice(0, maxCodePoints - 1)
    .join("")
    .trimEnd();
  return isBlank(shown) ? "" : `${shown}…`;
}

const unseen = /[\p{Cc}\p{Co}\p{Cn}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
