import { parseMarkup, toPlainText } from "@hubbub/markup";
import { maxSnippetLength, snippetBefore } from "../limits.ts";
import type { StemsOf } from "./words/stemmers.ts";
import type { WantedPhrase, WantedWord } from "./words/to-ts-query.ts";
import { toWords, type Word } from "./words/to-words.ts";

export interface Snippet {
  /** One line without marks. */
  readonly text: string;
  /** What of it was asked for: code points, ascending, apart from each other. */
  readonly ranges: readonly Range[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The part of a message around the first thing in it that was asked for; what a spoiler hides stays hidden. */
export function toSnippet(content: string, phrases: readonly WantedPhrase[], stemsOf: StemsOf): Snippet {
  const text = toPlainText(parseMarkup(content));
  const found = join(findAll(toWords(text), phrases, stemsOf));
  return cutAround(text, found);
}

/** UTF-16 places of every phrase. Each word is compared with what begins with it alone: a message has a thousand, a search thirty. */
function findAll(words: readonly Word[], phrases: readonly WantedPhrase[], stemsOf: StemsOf): Range[] {
  const byFirst = new Map<string, WantedPhrase[]>();
  for (const phrase of phrases) {
    for (const lexeme of phrase[0]?.lexemes ?? []) byFirst.set(lexeme, [...(byFirst.get(lexeme) ?? []), phrase]);
  }
  const beginnings = phrases.filter(([first]) => first?.isBeginning);
  return words.flatMap((word, at) => {
    const lexemes = word.isPair ? [word.text] : [word.text, ...stemsOf(word.text)];
    const candidates = new Set([...lexemes.flatMap((lexeme) => byFirst.get(lexeme) ?? []), ...beginnings]);
    return [...candidates].flatMap((phrase) => rangeOf(phrase, { words, at }, stemsOf) ?? []);
  });
}

/** Where the phrase stands that begins with this word; undefined where none does. */
function rangeOf(
  phrase: WantedPhrase,
  { words, at }: { readonly words: readonly Word[]; readonly at: number },
  stemsOf: StemsOf,
): Range | undefined {
  const there = phrase.map(({ position }) => words[at + position - phrase[0]!.position]);
  const isThere = phrase.every((wanted, index) => isWanted(there[index], wanted, stemsOf));
  return isThere ? { start: words[at]!.start, end: there.at(-1)!.end } : undefined;
}

function isWanted(word: Word | undefined, { lexemes, isBeginning }: WantedWord, stemsOf: StemsOf): boolean {
  if (word === undefined) return false;
  if (isBeginning && word.text.startsWith(lexemes[0])) return true;
  if (lexemes.includes(word.text)) return true;
  return !word.isPair && lexemes.length > 1 && stemsOf(word.text).some((stem) => lexemes.includes(stem));
}

function join(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const before = joined.at(-1);
    if (before === undefined || range.start > before.end) joined.push(range);
    else joined[joined.length - 1] = { start: before.start, end: Math.max(before.end, range.end) };
  }
  return joined;
}

/** From a little before the first range; cut where words end, if that is near. */
function cutAround(text: string, found: readonly Range[]): Snippet {
  const letters = [...text];
  const places = toCodePoints(letters);
  const ranges = found.map(({ start, end }) => ({ start: places[start] ?? 0, end: places[end] ?? letters.length }));
  const first = ranges[0]?.start ?? 0;
  const from =
    letters.length <= maxSnippetLength || first <= snippetBefore
      ? 0
      : wordBefore(letters, first - snippetBefore, first);
  const to = Math.min(letters.length, from + maxSnippetLength);
  const [before, after] = [from > 0 ? "… " : "", to < letters.length ? "…" : ""];
  const shift = before.length - from;
  return {
    text: before + letters.slice(from, to).join("") + after,
    ranges: ranges
      .filter(({ start }) => start < to)
      .map(({ start, end }) => ({ start: start + shift, end: Math.min(end, to) + shift })),
  };
}

/** By UTF-16 place, and of the end. */
function toCodePoints(letters: readonly string[]): readonly number[] {
  const places: number[] = [];
  for (const [index, { length }] of letters.entries()) places.push(...Array.from({ length }, () => index));
  return [...places, letters.length];
}

function wordBefore(letters: readonly string[], from: number, to: number): number {
  const space = letters.indexOf(" ", from);
  return space === -1 || space >= to ? from : space + 1;
}
