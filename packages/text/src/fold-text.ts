import { blank, ignorable } from "./unseen.ts";

const ignored = new RegExp(`[${ignorable}]`, "gu");
const blanks = new RegExp(`[${blank}]+`, "gu");

/**
 * A name as it is compared: two that fold alike are one to the eye. Without case (Unicode's full case folding: `ß` is `ss`),
 * without what only writes the same in another way (NFKC) and without what is not seen. Never to be shown: emoji and some
 * scripts lose what holds them together.
 */
export function foldText(text: string): string {
  const folded = foldCase(withoutUnseen(text).normalize("NFKC")).normalize("NFKC");
  // Accents that stand alone are written as accents on a space.
  return folded.replaceAll(/ +/g, " ").trim();
}

/** A text without what is not drawn, with one space for any number of blanks, and none around it. */
export function withoutUnseen(text: string): string {
  return text.replaceAll(ignored, "").replaceAll(blanks, " ").trim();
}

/** Unicode's full case folding, up to which letter stands for those that are one. */
export function foldCase(text: string): string {
  return Array.from(text, foldLetter).join("");
}

/** Letter by letter, for in a word the lower case of Σ depends on what follows. Lower case first: `ẞ` has no other upper case. */
function foldLetter(letter: string): string {
  // The one letter that shares its upper case with another and is not folded: a Turkish ı is no i.
  return letter === "ı" ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
}
