import type { SearchTerm } from "@hubbub/text";
import { minBeginningLength } from "../../limits.ts";
import { quoteLexeme } from "./lexeme.ts";
import type { StemsOf } from "./stemmers.ts";
import { toWords, type Word } from "./to-words.ts";

/** What one word of a search finds: itself, one of its stems, or what begins so. */
export interface WantedWord {
  readonly lexemes: readonly [word: string, ...stems: string[]];
  readonly isBeginning: boolean;
  /** Among those of its phrase. */
  readonly position: number;
}

/** Words that are to stand at these distances; most are of one. All of a search's are to be in a message. */
export type WantedPhrase = readonly WantedWord[];

/**
 * What the terms of a search ask for: words in any form, phrases exactly. The last word is perhaps still being written, so it
 * also finds what begins so.
 */
export function toWanted(terms: readonly SearchTerm[], stemsOf: StemsOf): readonly WantedPhrase[] {
  return terms.flatMap(({ text, isPhrase }, index) => {
    const words = toWords(text);
    const isLast = index === terms.length - 1 && !isPhrase;
    const wanted = words.flatMap((word, at) => toWantedWord(word, { at, words, isPhrase, isLast }, stemsOf));
    return wanted.length === 0 ? [] : [wanted];
  });
}

function toWantedWord(
  { text, isPair, position }: Word,
  { at, words, isPhrase, isLast }: { at: number; words: readonly Word[]; isPhrase: boolean; isLast: boolean },
  stemsOf: StemsOf,
): WantedWord[] {
  const isEnd = at === words.length - 1;
  // The last letter of a run alone: the pair before it has it already. Alone it is the beginning of pairs.
  if (isPair && [...text].length === 1) {
    const isAfterPair = words[at - 1]?.isPair === true && words[at - 1]?.end === words[at]?.end;
    return isAfterPair ? [] : [{ lexemes: [text], isBeginning: true, position }];
  }
  const isBeginning = !isPair && isLast && isEnd && text.length >= minBeginningLength;
  const stems = isPair || isPhrase || words.length > 1 ? [] : stemsOf(text);
  return [{ lexemes: [text, ...stems], isBeginning, position }];
}

/** As Postgres reads a `tsquery`; `lexemes` are to be there as well, one of each list. Empty where nothing is asked. */
export function toTsQuery(phrases: readonly WantedPhrase[], lexemes: readonly (readonly string[])[] = []): string {
  return [
    ...phrases.map((phrase) => `(${phrase.map(toOperand).join("")})`),
    ...lexemes.map((each) => `(${each.map(quoteLexeme).join(" | ")})`),
  ].join(" & ");
}

/** A word and how far it is from the one before. What is written so far begins the word itself, not its stems. */
function toOperand(
  { lexemes: [word, ...stems], isBeginning, position }: WantedWord,
  at: number,
  phrase: WantedPhrase,
): string {
  const before = phrase[at - 1];
  const distance = before === undefined ? "" : ` <${position - before.position}> `;
  const own = `${quoteLexeme(word)}${isBeginning ? ":*" : ""}`;
  return distance + (stems.length === 0 ? own : `(${[own, ...stems.map(quoteLexeme)].join(" | ")})`);
}
