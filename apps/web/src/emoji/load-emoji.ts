import type { Language } from "../strings/languages.ts";
import { toEmoji } from "./to-emoji.ts";

export interface Emoji {
  readonly emoji: string;
  /** Its name in the language of the page; in Arabic, for which there are no data, in English. */
  readonly label: string;
  readonly tags: readonly string[];
  /** What one writes between colons: "tada". */
  readonly names: readonly string[];
  /** As `emojiGroups` counts. */
  readonly group: number;
  /** One of those that most people write. */
  readonly isUsual: boolean;
  /** From light to dark; empty where it has no skin. */
  readonly skins: readonly string[];
}

const loads = {
  en: () => import("emojibase-data/en/compact.json"),
  de: () => import("emojibase-data/de/compact.json"),
  ar: () => import("emojibase-data/en/compact.json"),
} as const;

const loaded = new Map<Language, Promise<readonly Emoji[]>>();

/** All emoji, in Unicode's order. Rejects where the data cannot be loaded; then it may be asked again. */
export function loadEmoji(language: Language): Promise<readonly Emoji[]> {
  const emoji = loaded.get(language) ?? load(language);
  loaded.set(language, emoji);
  emoji.catch(() => loaded.delete(language));
  return emoji;
}

async function load(language: Language): Promise<readonly Emoji[]> {
  const [{ default: all }, { default: names }, { mostWritten }] = await Promise.all([
    loads[language](),
    import("emojibase-data/en/shortcodes/github.json"),
    import("./most-written.ts"),
  ]);
  return all
    .filter(({ group }) => group !== undefined && group !== componentGroup)
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ unicode, label, tags = [], group = 0, hexcode, skins = [] }) => ({
      emoji: toEmoji(unicode),
      label,
      tags,
      names: [names[hexcode] ?? []].flat(),
      group,
      isUsual: mostWritten.has(toEmoji(unicode)),
      skins: skins.slice(0, 5).map((skin) => toEmoji(skin.unicode)),
    }));
}

/** Skin tones and hair, which are no emoji by themselves. */
const componentGroup = 2;
