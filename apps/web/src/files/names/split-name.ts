import { plainName } from "./plain-name.ts";

/** A longer one is a part of the name that happens to follow a dot. */
const maxExtension = 10;
/** Of what stands before the extension, so much more of the end is shown where letters do not change beside others. */
const keptLetters = 6;
/** A shorter name has room. */
const minLength = 24;

/** A file's name in two pieces: where there is no room for it all, the first is cut, and the last says what it is. */
export function splitName(name: string): { readonly start: string; readonly end: string } {
  const plain = plainName(name);
  const dot = plain.lastIndexOf(".");
  const hasExtension = dot > 0 && plain.length - dot - 1 <= maxExtension;
  const at = hasExtension ? dot : plain.length;
  const tail = /[\x20-\x7E]*$/.exec(plain.slice(0, at))?.[0] ?? "";
  const kept = plain.length >= minLength ? Math.min(keptLetters, tail.length) : 0;
  return { start: plain.slice(0, at - kept), end: plain.slice(at - kept) };
}

/** What a file's name ends with, without the dot and in small letters; of one without an ending the whole. */
export function extensionOf(name: string): string {
  return (/\.([^.]+)$/.exec(name)?.[1] ?? name).toLowerCase();
}
