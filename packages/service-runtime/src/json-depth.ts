/**
 * Whether lists and objects stand within one another more than `depth` deep in a JSON text, or in its UTF-8 bytes: `[]` is
 * 1 deep. One pass that ends at the first bracket too many, meant for what strangers send, before `JSON.parse` builds it. Of
 * a text that is no JSON either answer may come, for `JSON.parse` refuses that.
 */
export function isDeeperThan(text: string | Uint8Array, depth: number): boolean {
  // Latin-1 is a copy without decoding, and what counts here is ASCII, of which no other character in UTF-8 has a part.
  return typeof text === "string" ? scan(text, depth) : scan(bytesOf(text).toString("latin1"), depth);
}

function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function scan(text: string, depth: number): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfText(text, at);
        break;
      case openList:
      case openObject:
        open += 1;
        if (open > depth) return true;
        break;
      case closeList:
      case closeObject:
        open -= 1;
    }
  }
  return false;
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
const backslash = 0x5c;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
