/** Words that are all to be in a message, in any form; or, as a phrase, exactly and one after the other. */
export interface SearchTerm {
  readonly text: string;
  readonly isPhrase: boolean;
}

export const searchFilterKeys = ["from", "in", "before", "after", "has", "is"] as const;
export type SearchFilterKey = (typeof searchFilterKeys)[number];

/** What `has:` and `is:` may ask for. */
export const searchFilterValues = {
  has: ["link", "file", "image", "reaction"],
  is: ["pinned", "thread"],
} as const;

/** `from:ada`; `from` and `in` name anybody and any room, `before` and `after` a day as `2026-11-30`. */
export interface SearchFilter {
  readonly key: SearchFilterKey;
  /** Without quotes; in lower case where there is a list of values. */
  readonly value: string;
  /** Where it stands in the query; UTF-16. */
  readonly start: number;
  readonly end: number;
  readonly problem?: "empty" | "no_such_value" | "no_day";
}

export interface SearchQuery {
  /** In their order. */
  readonly terms: readonly SearchTerm[];
  readonly filters: readonly SearchFilter[];
}

/** `key:"quoted value"` · `key:value` · `"a phrase"`, to the end where it is not closed · a word. */
const piece = /(?:(?<key>[a-z]+):(?:"(?<quoted>[^"]*)"?|(?<value>[^\s"]*)))(?=\s|$)|"(?<phrase>[^"]*)"?|[^\s"]+/giu;

/** What a search asks for. Never throws: a filter with a problem says so; what is no operator is a word. */
export function parseSearchQuery(query: string): SearchQuery {
  const terms: SearchTerm[] = [];
  const filters: SearchFilter[] = [];
  for (const match of query.matchAll(piece)) {
    const { key, quoted, value, phrase } = match.groups ?? {};
    const filterKey = searchFilterKeys.find((known) => known === key?.toLowerCase());
    if (filterKey !== undefined) {
      const end = match.index + match[0].length;
      filters.push(toFilter(filterKey, (quoted ?? value ?? "").trim(), { start: match.index, end }));
    } else if (phrase === undefined) terms.push({ text: match[0], isPhrase: false });
    else if (phrase.trim() !== "") terms.push({ text: phrase.trim(), isPhrase: true });
  }
  return { terms, filters };
}

function toFilter(key: SearchFilterKey, given: string, place: Pick<SearchFilter, "start" | "end">): SearchFilter {
  const value = key === "has" || key === "is" ? given.toLowerCase() : given;
  const problem = problemOf(key, value);
  return { key, value, ...place, ...(problem === undefined ? {} : { problem }) };
}

function problemOf(key: SearchFilterKey, value: string): SearchFilter["problem"] {
  if (value === "" || value === "@" || value === "#") return "empty";
  if (key === "has" || key === "is") {
    const values: readonly string[] = searchFilterValues[key];
    return values.includes(value) ? undefined : "no_such_value";
  }
  if (key === "before" || key === "after") return isDay(value) ? undefined : "no_day";
  return undefined;
}

/** As `2026-11-30`, and in the calendar. */
function isDay(value: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
