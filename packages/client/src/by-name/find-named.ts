/** Looks through the pages of a search for the one of that very name; without case, as names of people and rooms are. */
export async function findNamed<Item>(
  name: string,
  search: (
    token: string,
  ) => Promise<{ readonly found: readonly (readonly [name: string, item: Item])[]; next: string }>,
): Promise<Item | undefined> {
  let token = "";
  for (let page = 0; page < maxPages; page += 1) {
    const { found, next } = await search(token);
    const exact = found.find(([one]) => one.toLowerCase() === name.toLowerCase());
    if (exact !== undefined) return exact[1];
    if (next === "") return undefined;
    token = next;
  }
  return undefined;
}

/** Of 100: thousands that only begin with the name are no names that one guesses. */
const maxPages = 10;
