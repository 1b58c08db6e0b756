import type { LoadResult } from "../results.ts";
import type { Goal } from "./goals.ts";

export interface Judgement {
  /** In the unit of the goal's limit. */
  readonly reached: number;
  readonly met: boolean;
}

/** Undefined where the goal's load was not run on both. */
export function judgeGoal(goal: Goal, results: readonly LoadResult[]): Judgement | undefined {
  const servers = results.find(({ load }) => load === goal.load)?.servers ?? [];
  const figureOf = (name: string) => servers.find(({ server }) => server === name)?.figures[goal.figure];
  const own = figureOf(goal.server ?? "hubbub");
  const base = goal.times === undefined ? 1 : figureOf(goal.times);
  if (own === undefined || base === undefined) return undefined;
  const reached = own / base;
  return { reached, met: goal.bound === "at most" ? reached <= goal.limit : reached >= goal.limit };
}
