import { maxWordLength } from "../../limits.ts";
import { foldWord } from "./fold-word.ts";

/** One piece of a text that can be found. */
export interface Word {
  /** Folded. */
  readonly text: string;
  /** From 1; words that follow each other have positions that do. */
  readonly position: number;
  /** Where it stands in the text; UTF-16. */
  readonly start: number;
  readonly end: number;
  /** Of a script that writes no spaces: two letters that follow each other, or the last one of them alone. */
  readonly isPair: boolean;
}

const emoji = String.raw`\p{Extended_Pictographic}`;
const pieces = new RegExp(String.raw`[\p{L}\p{N}\p{M}]+|${emoji}`, "gu");
/** Scripts in which no space, or not every space, ends a word. */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}`;
const runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, "gu");
const isUnspaced = new RegExp(`^[${unspaced}]`, "u");
const isAscii = /^\w*$/;

/**
 * The words of a text, in its order. Chinese, Japanese, Korean, Thai and their like are written without spaces, so their letters
 * go in pairs: whatever stands in a text is found there, wherever its words begin.
 */
export function toWords(text: string): Word[] {
  const words: Word[] = [];
  let position = 0;
  for (const match of text.matchAll(pieces)) {
    const [piece] = match;
    if (isAscii.test(piece)) addWord(piece, match.index);
    else for (const run of piece.matchAll(runs)) addRun(run[0], match.index + run.index);
  }
  return words;

  function addRun(run: string, start: number): void {
    if (isUnspaced.test(run)) addPairs(run, start);
    else addWord(run, start);
  }

  function addWord(word: string, start: number): void {
    const folded = foldWord(word);
    if (folded === "") return;
    position += 1;
    words.push({ text: cut(folded), position, start, end: start + word.length, isPair: false });
  }

  function addPairs(run: string, start: number): void {
    const letters = [...foldWord(run)];
    const places = placesOf(run, letters.length);
    for (const [index, letter] of letters.entries()) {
      position += 1;
      const [first, last] = [places[index], places[Math.min(index + 1, letters.length - 1)]];
      const pair = letter + (letters[index + 1] ?? "");
      const [from, to] = [first?.from ?? 0, last?.to ?? run.length];
      words.push({ text: pair, position, start: start + from, end: start + to, isPair: true });
    }
  }
}

/** Where each letter stands in the run; nowhere, where folding has made more or fewer of them. */
function placesOf(run: string, letters: number): readonly { readonly from: number; readonly to: number }[] {
  let to = 0;
  const places = Array.from(run, (letter) => ({ from: to, to: (to += letter.length) }));
  return places.length === letters ? places : [];
}

function cut(word: string): string {
  return word.length <= maxWordLength ? word : [...word].slice(0, maxWordLength).join("");
}
