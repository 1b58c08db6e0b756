import { figureNames, type Figures } from "./figures.ts";
import { median } from "./median.ts";

/** Losses and duplicates are summed: one in any round must show. */
const summed: readonly string[] = ["lost", "duplicated"];

/** Of several rounds: of each figure the median, of an even number of rounds the mean of the middle two. */
export function medianFigures(rounds: readonly Figures[]): Figures {
  const medians = figureNames.flatMap((name) => {
    const values = rounds.flatMap((round) => round[name] ?? []);
    if (values.length === 0) return [];
    return [[name, summed.includes(name) ? values.reduce((sum, one) => sum + one, 0) : median(values)]];
  });
  return Object.fromEntries(medians) as Figures;
}
