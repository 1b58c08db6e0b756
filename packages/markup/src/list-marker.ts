import { isBlank, type Line } from "./cut-lines.ts";

export interface ListMarker {
  /** Of a list with numbers. */
  readonly number: number | undefined;
  /** Blanks before it. */
  readonly indent: number;
  /** Where its text begins: what stands as far in on later lines is part of the item. */
  readonly width: number;
}

/** A hyphen, an asterisk, a plus sign or a number (no year), then a blank, then something. */
const begun = /^( *)(?:[-*+]|(\d{1,3})[.)])( +)/;

export function readListMarker(line: Line): ListMarker | undefined {
  const [mark, blanks = "", digits, gap = ""] = begun.exec(line.text) ?? [];
  if (mark === undefined || isBlank({ ...line, text: line.text.slice(mark.length) })) return undefined;
  return {
    number: digits === undefined ? undefined : Number(digits),
    indent: blanks.length,
    width: gap.length > maxGap ? mark.length - gap.length + 1 : mark.length,
  };
}

/** More blanks are meant. */
const maxGap = 4;
