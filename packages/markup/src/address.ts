import { wide } from "./wide.ts";

/** Written without spaces, so an address ends where they begin. */
const wideLetters = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}`;

/** What no address has in it: blanks, also those without a width, angle brackets, straight quotes and backticks. */
const never = String.raw`\s<>"'\x60\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069`;

/** An address, up to what is no part of any. A host may be written in wide letters. */
const begun = new RegExp(
  String.raw`\b[Hh][Tt]{2}[Pp][Ss]?://(?:[${wideLetters}][^${never}/?#\u3000-\u303f\uff00-\uffef]*)?[^${never}${wide}]*`,
  "gu",
);

/** Signs that end the sentence around an address, or close what was opened before it. */
const closing = /[.,;:!?*_~|…\p{Pi}\p{Pf}\p{Ps}\p{Terminal_Punctuation}–—]/u;
const brackets: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Web addresses in a text, in order. */
export function* findAddresses(text: string): Generator<{ readonly start: number; readonly address: string }> {
  for (const { 0: found, index } of text.matchAll(begun)) {
    const address = trimAddress(found);
    if (URL.canParse(address)) yield { start: index, address };
  }
}

/** Without the punctuation of the sentence around it, and without a bracket that it did not open. */
function trimAddress(address: string): string {
  const unopened: Record<string, number> = {};
  for (const [bracket, opening] of Object.entries(brackets)) {
    unopened[bracket] = count(address, bracket) - count(address, opening);
  }
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? "";
    if (closing.test(last)) continue;
    if ((unopened[last] ?? 0) <= 0) break;
    unopened[last] = (unopened[last] ?? 0) - 1;
  }
  return address.slice(0, end);
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
