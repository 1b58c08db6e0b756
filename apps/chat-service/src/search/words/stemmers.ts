import { maxRememberedStems } from "../../limits.ts";
import { scriptOf, type StemmedLanguage } from "./stemmed-languages.ts";

/** What a folded word may be a form of, in each of the languages; the word itself is not among them. */
export type StemsOf = (word: string) => readonly string[];

interface Stemmer {
  readonly letters: RegExp;
  readonly stem: (word: string) => string;
}

/** Only those are loaded that are asked for. */
const stemmerOf: Readonly<Record<StemmedLanguage, () => Promise<{ readonly stemmer: (word: string) => string }>>> = {
  arabic: () => import("@orama/stemmers/arabic"),
  armenian: () => import("@orama/stemmers/armenian"),
  bulgarian: () => import("@orama/stemmers/bulgarian"),
  danish: () => import("@orama/stemmers/danish"),
  dutch: () => import("@orama/stemmers/dutch"),
  english: () => import("@orama/stemmers/english"),
  finnish: () => import("@orama/stemmers/finnish"),
  french: () => import("@orama/stemmers/french"),
  german: () => import("@orama/stemmers/german"),
  greek: () => import("@orama/stemmers/greek"),
  hungarian: () => import("@orama/stemmers/hungarian"),
  indonesian: () => import("@orama/stemmers/indonesian"),
  irish: () => import("@orama/stemmers/irish"),
  italian: () => import("@orama/stemmers/italian"),
  lithuanian: () => import("@orama/stemmers/lithuanian"),
  norwegian: () => import("@orama/stemmers/norwegian"),
  portuguese: () => import("@orama/stemmers/portuguese"),
  romanian: () => import("@orama/stemmers/romanian"),
  russian: () => import("@orama/stemmers/russian"),
  serbian: () => import("@orama/stemmers/serbian"),
  spanish: () => import("@orama/stemmers/spanish"),
  swedish: () => import("@orama/stemmers/swedish"),
  turkish: () => import("@orama/stemmers/turkish"),
  ukrainian: () => import("@orama/stemmers/ukrainian"),
};

const minStemmedLength = 3;

/** Texts say the same words again and again: what is known of one is remembered. */
export async function openStems(languages: readonly StemmedLanguage[]): Promise<StemsOf> {
  const stemmers = await Promise.all(languages.map(openStemmer));
  const known = new Map<string, readonly string[]>();
  return (word) => {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const stems = stemAll(stemmers, word);
    // All of them together: to know which word was said longest ago would cost more than to stem it again.
    if (known.size >= maxRememberedStems) known.clear();
    known.set(word, stems);
    return stems;
  };
}

async function openStemmer(language: StemmedLanguage): Promise<Stemmer> {
  const { stemmer } = await stemmerOf[language]();
  return { letters: new RegExp(String.raw`^[\p{Script=${scriptOf[language]}}\p{M}]+$`, "u"), stem: stemmer };
}

function stemAll(stemmers: readonly Stemmer[], word: string): readonly string[] {
  if (word.length < minStemmedLength) return [];
  const stems = stemmers.flatMap(({ letters, stem }) => (letters.test(word) ? [stem(word)] : []));
  return [...new Set(stems)].filter((stem) => stem !== "" && stem !== word);
}
