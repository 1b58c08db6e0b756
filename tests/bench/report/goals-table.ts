import type { LoadResult } from "../results.ts";
import { serverTitles } from "../servers/bench-server.ts";
import { figureColumns } from "./figure-columns.ts";
import { goals } from "./goals.ts";
import { judgeGoal } from "./judge-goal.ts";
import { renderTable } from "./render-table.ts";

/** The goals beside what was reached; those whose load was not run are left out. */
export function goalsTable(results: readonly LoadResult[]): string {
  const rows = goals.flatMap((goal) => {
    const judgement = judgeGoal(goal, results);
    if (judgement === undefined) return [];
    const { title, show } = figureColumns[goal.figure];
    const sign = goal.bound === "at most" ? "≤" : "≥";
    const base = goal.times === undefined ? goal.timesLoad : serverTitles[goal.times];
    const times = base === undefined ? "" : ` × ${base}`;
    const reached = base === undefined ? show(judgement.reached) : judgement.reached.toFixed(2);
    const whose = goal.server === undefined ? "" : ` with ${serverTitles[goal.server]}`;
    return [
      [goal.load, `${title}${whose}`, `${sign} ${goal.limit}${times}`, reached, judgement.met ? "met" : "**missed**"],
    ];
  });
  return rows.length === 0 ? "" : renderTable(["load", "figure of hubbub", "goal", "reached", ""], rows);
}
