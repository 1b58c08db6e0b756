export interface JsonSize {
  /** Lists and objects within one another; `[]` is 1 deep. */
  readonly depth: number;
  /** Of all objects together. */
  readonly fields: number;
  /** Separators between list items and between fields. */
  readonly separators: number;
}

/**
 * Whether a JSON text holds more than this, all of which costs `JSON.parse` up to a hundred times what plain bytes do. One
 * pass that ends at the first too many. Of a text that is no JSON either answer may come.
 */
export function isLargerThan(text: string, most: JsonSize): boolean {
  let { depth, fields, separators } = most;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfText(text, at);
        break;
      case openList:
      case openObject:
        if (depth === 0) return true;
        depth -= 1;
        break;
      case closeList:
      case closeObject:
        depth += 1;
        break;
      case colon:
        if (fields === 0) return true;
        fields -= 1;
        break;
      case comma:
        if (separators === 0) return true;
        separators -= 1;
    }
  }
  return false;
}

/** The place of the quote that ends a text, or the text's length if none does. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    // An even number of backslashes are backslashes themselves.
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

const quote = 0x22;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const colon = 0x3a;
const comma = 0x2c;
const backslash = 0x5c;
