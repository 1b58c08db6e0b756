import { foldCase } from "@hubbub/text";

/** Letters that are an accented one to the eye, and have no form without the accent in Unicode. */
const likeAccented: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ħ: "h", æ: "ae", œ: "oe", ı: "i" };
const accented = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** Signs for vowels that are mostly not written in Arabic and Hebrew, and the stroke that only makes a word longer. */
const vowelSigns = /\u0640|(?=[\p{Script=Hebrew}\p{scx=Arab}])\p{Mn}/gu;
/** No letter of another script, nor one with an accent. */
const ascii = /^\w*$/;

/**
 * A word as it is compared: without case and width, of Latin, Greek and Cyrillic without accents. Marks of other scripts stay:
 * in Thai and Japanese they make another word (พรุ่งนี้, がぎ).
 */
export function foldWord(word: string): string {
  if (ascii.test(word)) return word.toLowerCase();
  const folded = foldCase(word.normalize("NFKC"))
    .normalize("NFD")
    .replaceAll(accented, "$1")
    .replaceAll(vowelSigns, "")
    .normalize("NFC");
  return folded.replaceAll(/[øłđħæœı]/g, (letter) => likeAccented[letter] ?? letter);
}
