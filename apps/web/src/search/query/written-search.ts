import { parseSearchQuery, type SearchFilter, type SearchFilterKey } from "@hubbub/text";

/** A search as one writes it: finished operators as chips, and what is typed. */
export interface WrittenSearch {
  readonly filters: readonly WrittenFilter[];
  readonly text: string;
  /** Where in the text one types; undefined where one does not. */
  readonly caret?: number | undefined;
  /** A letter is being composed there: nothing is looked for yet. */
  readonly isComposed?: boolean;
}

export interface WrittenFilter extends Pick<SearchFilter, "key" | "value" | "problem"> {
  /** As it stands in the query: `in:"design team"`. */
  readonly source: string;
}

/** As one text, which the server and addresses have. */
export function toQuery({ filters, text }: WrittenSearch): string {
  return [...filters.map(({ source }) => source), text.trim()].filter((part) => part !== "").join(" ");
}

/** What is looked for: without the operator that is just being typed, for half a name finds nobody. */
export function toAsked({ filters, text, caret }: WrittenSearch): string {
  const typed = filtersIn(text).filter((filter) => isTyped(filter, text, caret));
  return toQuery({ filters, text: without(text, typed) });
}

export function toWritten(query: string): WrittenSearch {
  return takeFilters({ filters: [], text: query });
}

/** What is typed is a filter once it is finished: one types elsewhere, or its quote is closed. */
export function takeFilters({ filters, text, caret }: WrittenSearch): WrittenSearch {
  const taken = filtersIn(text).filter((filter) => filter.problem !== "empty" && !isTyped(filter, text, caret));
  if (taken.length === 0) return { filters, text, caret };
  const rest = without(text, taken);
  return {
    filters: [...filters, ...taken.map((filter) => toWrittenFilter(filter, text))],
    text: rest,
    caret: caret === undefined ? undefined : Math.max(0, caret - (text.length - rest.length)),
  };
}

/** With a filter that was chosen, in the place of those that ask for the same. */
export function withFilter({ filters, text }: WrittenSearch, key: SearchFilterKey, value: string): WrittenSearch {
  const others = filters.filter((one) => one.key !== key);
  return { filters: [...others, ...toWritten(`${key}:${quoted(value)}`).filters], text };
}

function filtersIn(text: string): readonly SearchFilter[] {
  return parseSearchQuery(text).filters;
}

function isTyped({ start, end }: SearchFilter, text: string, caret: number | undefined): boolean {
  return end === caret && !/:".*"$/.test(text.slice(start, end));
}

function toWrittenFilter({ key, value, problem, start, end }: SearchFilter, text: string): WrittenFilter {
  return { key, value, source: text.slice(start, end), ...(problem === undefined ? {} : { problem }) };
}

/** With one blank where there were two around what is left out. */
function without(text: string, filters: readonly SearchFilter[]): string {
  return filters.toReversed().reduce((rest, { start, end }) => {
    const before = rest.slice(0, start);
    const after = rest.slice(end);
    return before + (before === "" || /\s$/.test(before) ? after.trimStart() : after);
  }, text);
}

function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
}
