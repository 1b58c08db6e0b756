import { foldText } from "@hubbub/text";

/**
 * Looks through the pages of a search for the one of that name, as names of people and rooms are compared; where several on
 * a page have it, for the one that is written so.
 */
export async function findNamed<Item>(
  name: string,
  search: (
    token: string,
  ) => Promise<{ readonly found: readonly (readonly [name: string, item: Item])[]; next: string }>,
): Promise<Item | undefined> {
  let token = "";
  for (let page = 0; page < maxPages; page += 1) {
    const { found, next } = await search(token);
    const named = found.filter(([one]) => foldText(one) === foldText(name));
    const [, item] = named.find(([one]) => one === name) ?? named[0] ?? [];
    if (item !== undefined) return item;
    if (next === "") return undefined;
    token = next;
  }
  return undefined;
}

/** Of 100: thousands that only begin with the name are no names that one guesses. */
const maxPages = 10;
