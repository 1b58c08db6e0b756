import { maxRememberedStems } from "../../limits.ts";
import { BoundedCache } from "../../identity/bounded-cache.ts";
import { scriptOf, type StemmedLanguage } from "./stemmed-languages.ts";

/** What a folded word may be a form of, in each of the languages; the word itself is not among them. */
export type StemsOf = (word: string) => readonly string[];

interface Stemmer {
  readonly letters: RegExp;
  readonly stem: (word: string) => string;
}

const minStemmedLength = 3;

/** Texts say the same words again and again: what is known of one is remembered. */
export async function openStems(languages: readonly StemmedLanguage[]): Promise<StemsOf> {
  const stemmers = await Promise.all(languages.map(openStemmer));
  const known = new BoundedCache<string, readonly string[]>(maxRememberedStems);
  return (word) => {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const stems = stemAll(stemmers, word);
    known.set(word, stems);
    return stems;
  };
}

async function openStemmer(language: StemmedLanguage): Promise<Stemmer> {
  const { stemmer } = (await import(`@orama/stemmers/${language}`)) as { stemmer: (word: string) => string };
  return { letters: new RegExp(String.raw`^[\p{Script=${scriptOf[language]}}\p{M}]+$`, "u"), stem: stemmer };
}

function stemAll(stemmers: readonly Stemmer[], word: string): readonly string[] {
  if (word.length < minStemmedLength) return [];
  const stems = stemmers.flatMap(({ letters, stem }) => (letters.test(word) ? [stem(word)] : []));
  return [...new Set(stems)].filter((stem) => stem !== "" && stem !== word);
}
