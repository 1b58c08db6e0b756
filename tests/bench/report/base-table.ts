import type { Comparison } from "./compare-with-base.ts";
import { figureColumns } from "./figure-columns.ts";
import { renderTable } from "./render-table.ts";

/** More is called worse; less is what rounds differ by on their own. */
const tolerated = 1.05;

/** What today's hubbub needs beside BASE's. */
export function baseTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((comparison) => {
    const { load, figure, base, today, ratio, ratios } = comparison;
    const { title, show } = figureColumns[figure];
    const rounds = ratios.map((one) => one.toFixed(2)).join(" ");
    return [load, title, show(base), show(today), ratio.toFixed(3), rounds, isWorse(comparison) ? "**worse**" : ""];
  });
  return renderTable(["load", "figure", "BASE", "today", "ratio", "in each round", ""], rows, ["figure", ""]);
}

/** A sentence for each figure that is worse than may be. */
export function worseThanBase(comparisons: readonly Comparison[]): string[] {
  return comparisons.filter(isWorse).map(({ load, figure, ratio }) => {
    const { title } = figureColumns[figure];
    return `${load}: ${title} is ${ratio.toFixed(3)} times that of BASE; at most ${tolerated} is tolerated`;
  });
}

function isWorse({ ratio }: Comparison): boolean {
  return ratio > tolerated;
}
