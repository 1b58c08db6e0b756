export interface JsonBounds {
  /** Lists and objects within one another: `[]` is 1 deep. */
  readonly depth: number;
  /** Entries of lists and members of objects, all together. */
  readonly values: number;
}

/**
 * What a JSON text, or its UTF-8 bytes, has too much of. One pass that ends at the first bracket or comma too many, meant for
 * what strangers send, before `JSON.parse` builds it: thousands of unknown members cost that milliseconds. Of a text that is no
 * JSON any answer may come, for `JSON.parse` refuses that.
 */
export function jsonExcess(text: string | Uint8Array, bounds: JsonBounds): keyof JsonBounds | undefined {
  // Latin-1 is a copy without decoding, and what counts here is ASCII, of which no other character in UTF-8 has a part.
  return scan(typeof text === "string" ? text : bytesOf(text).toString("latin1"), bounds);
}

function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function scan(text: string, bounds: JsonBounds): keyof JsonBounds | undefined {
  let open = 0;
  // Of each list and object the first is counted with its bracket, whether it has one or not.
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfText(text, at);
        break;
      case openList:
      case openObject:
        open += 1;
        values += 1;
        if (open > bounds.depth) return "depth";
        if (values > bounds.values) return "values";
        break;
      case comma:
        values += 1;
        if (values > bounds.values) return "values";
        break;
      case closeList:
      case closeObject:
        open -= 1;
    }
  }
  return undefined;
}

/** The place of the quote that ends a text, of the text's length if none does. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** An even number of backslashes are backslashes themselves. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
