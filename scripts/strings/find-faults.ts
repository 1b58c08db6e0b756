/** What a language's texts lack beside the English ones, and what nobody reads of them. */
export interface Texts {
  readonly name: string;
  /** By their paths: "t.account.title". A text is a string, or a function that makes one. */
  readonly texts: ReadonlyMap<string, unknown>;
}

/** The texts of a catalogue by their paths. */
export function textsOf(path: string, texts: unknown): [string, unknown][] {
  if (typeof texts !== "object" || texts === null) return [[path, texts]];
  return Object.entries(texts).flatMap(([key, value]) => textsOf(`${path}.${key}`, value));
}

/** `used`: the paths that the page reads; a shorter one stands for all below it. */
export function findFaults(english: Texts, others: readonly Texts[], used: ReadonlySet<string>): string[] {
  const isUsed = (path: string) =>
    path.split(".").some((_, end, keys) => end > 0 && used.has(keys.slice(0, end + 1).join(".")));
  const faults = [...english.texts.keys()].filter((path) => !isUsed(path)).map((path) => `${path} is unused`);
  for (const { name, texts } of others) {
    for (const [path, text] of english.texts) {
      if (!texts.has(path)) faults.push(`${path} is missing in ${name}`);
      else if (typeof texts.get(path) !== typeof text) faults.push(`${path} is of another kind in ${name}`);
      else if (texts.get(path) === "" && text !== "") faults.push(`${path} is empty in ${name}`);
    }
    for (const path of texts.keys()) if (!english.texts.has(path)) faults.push(`${path} is in ${name} only`);
  }
  return faults;
}
