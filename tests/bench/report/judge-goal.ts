import type { LoadResult } from "../results.ts";
import type { Goal } from "./goals.ts";

export interface Judgement {
  /** In the unit of the goal's limit. */
  readonly reached: number;
  readonly met: boolean;
}

/** Undefined where the goal's load was not run on both. */
export function judgeGoal(goal: Goal, results: readonly LoadResult[]): Judgement | undefined {
  const figureOf = (name: string, of = goal.load) => {
    const servers = results.find(({ load }) => load === of)?.servers ?? [];
    return servers.find(({ server }) => server === name)?.figures[goal.figure];
  };
  const { server = "hubbub", times, timesLoad } = goal;
  const own = figureOf(server);
  const base = times === undefined && timesLoad === undefined ? 1 : figureOf(times ?? server, timesLoad);
  if (own === undefined || base === undefined) return undefined;
  const reached = own / base;
  return { reached, met: goal.bound === "at most" ? reached <= goal.limit : reached >= goal.limit };
}
