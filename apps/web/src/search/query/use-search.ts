import { parseSearchQuery } from "@hubbub/text";
import { useState } from "react";
import type { Carried } from "./carried.ts";
import { problemWords } from "./problem-words.ts";
import { useFound } from "./use-found.ts";
import { useWritten } from "./use-written.ts";

/** What is looked for, as the address has it, what was found, and which of it is chosen (`at`, -1: none). `carried`: of another panel. */
export function useSearch(query: string, carried: Carried | undefined) {
  const written = useWritten(query);
  const { search } = written;
  const { terms, filters } = parseSearchQuery(search.q);
  const problem = filters.map(problemWords).find((words) => words !== undefined);
  const isStart = terms.length + filters.length === 0;
  const found = useFound(isStart || problem !== undefined ? undefined : search, carried?.pages);
  const key = found.pages?.key;
  const [chosen, setChosen] = useState({ key: carried?.pages.key, at: carried?.at ?? -1 });
  const at = chosen.key === key ? chosen.at : -1;
  const choose = (next: number) => setChosen({ key, at: next });
  const last = found.results.length - 1;
  return {
    ...written,
    /** Nothing is looked for yet. */
    isStart,
    /** What is wrong with it, in words. */
    problem,
    found,
    hasResults: !isStart && problem === undefined && last >= 0,
    /** One room alone is searched. */
    isInOneRoom: filters.filter((filter) => filter.key === "in").length === 1,
    at,
    choose,
    /** Not in what was found for another search. */
    move: (step: 1 | -1) => {
      if (key !== undefined && last >= 0) choose(Math.min(Math.max(at + step, 0), last));
    },
  };
}
