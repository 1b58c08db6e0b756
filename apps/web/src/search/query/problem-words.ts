import { type SearchFilter, searchFilterValues } from "@hubbub/text";
import { later } from "../../strings/later.ts";

/** What is wrong with an operator; undefined where nothing is. */
export function problemWords({ key, problem }: Pick<SearchFilter, "key" | "problem">): string | undefined {
  const words = later.search.problems;
  switch (problem) {
    case undefined:
      return undefined;
    case "empty":
      return words.empty(`${key}:`);
    case "no_day":
      return words.noDay(`${key}:`, "2026-11-30");
    case "no_such_value":
      return words.noSuchValue(`${key}:`, key === "has" || key === "is" ? searchFilterValues[key] : []);
  }
}
