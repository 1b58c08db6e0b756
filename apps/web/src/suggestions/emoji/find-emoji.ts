import type { Emoji } from "../../emoji/load-emoji.ts";

/** An emoji and the one of its names that was looked for. */
export interface FoundEmoji {
  readonly emoji: Emoji;
  readonly name: string;
}

/**
 * The emoji of that name, those whose name begins so, those one of whose names' words does, and those that are found by
 * another word, in this order; of the same kind first those of `familiar`, then those that most people write, and those that are
 * written soonest.
 */
export function findEmoji(all: readonly Emoji[], wanted: string, familiar: readonly string[]): readonly FoundEmoji[] {
  const sought = wanted.toLowerCase();
  const places = new Map(familiar.map((emoji, index) => [emoji, index]));
  return all
    .flatMap((emoji) => {
      const found = bestName(emoji, sought);
      return found === undefined ? [] : { emoji, ...found, place: places.get(emoji.emoji) ?? familiar.length };
    })
    .toSorted((one, other) => one.rank - other.rank || one.place - other.place || byUse(one, other));
}

function byUse(one: FoundEmoji, other: FoundEmoji): number {
  return Number(other.emoji.isUsual) - Number(one.emoji.isUsual) || one.name.length - other.name.length;
}

function bestName({ names, tags, label }: Emoji, sought: string): { name: string; rank: number } | undefined {
  const [first] = names;
  if (first === undefined) return undefined;
  const ranked = names
    .map((name) => ({ name, rank: rankOf(name, sought) }))
    .toSorted((one, other) => one.rank - other.rank)[0];
  if (ranked !== undefined && ranked.rank < noRank) return ranked;
  const words = [...tags, ...label.split(" ")];
  return words.some((word) => word.toLowerCase().startsWith(sought)) ? { name: first, rank: noRank } : undefined;
}

const noRank = 3;

function rankOf(name: string, sought: string): number {
  if (name === sought) return 0;
  if (name.startsWith(sought)) return 1;
  return name.split(/[_-]/).some((part) => part.startsWith(sought)) ? 2 : noRank;
}
