import type { SearchResult } from "@hubbub/client";

export interface Piece {
  readonly text: string;
  /** It is what was asked for. */
  readonly isFound: boolean;
}

/** A snippet in pieces, those that were found and what is between them. Ranges that overlap are one, and none ends outside. */
export function toPieces(snippet: string, ranges: SearchResult["ranges"]): readonly Piece[] {
  const points = Array.from(snippet);
  const isFound = points.map(() => false);
  for (const { start, end } of ranges) isFound.fill(true, Math.max(0, start), Math.max(0, end));
  const pieces: { text: string; isFound: boolean }[] = [];
  for (const [index, point] of points.entries()) {
    const last = pieces.at(-1);
    if (last !== undefined && last.isFound === isFound[index]) last.text += point;
    else pieces.push({ text: point, isFound: isFound[index] === true });
  }
  return pieces;
}
