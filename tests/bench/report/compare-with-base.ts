import { type FigureName, figureNames } from "../figures/figures.ts";
import { median } from "../figures/median.ts";
import type { Run } from "../results.ts";

/** A CPU figure of one load, of an earlier commit's hubbub and of today's. */
export interface Comparison {
  readonly load: string;
  readonly figure: FigureName;
  /** Medians over the rounds. */
  readonly base: number;
  readonly today: number;
  /** Today's as a multiple of the base's in the same round, for what else the machine does changes from round to round. */
  readonly ratios: readonly number[];
  /** Their median. */
  readonly ratio: number;
}

const cpuFigures = figureNames.filter((name) => /cpu(Us|Percent)/i.test(name) && name !== "generatorCpuPercent");

/** In the order of the runs. A round counts where both were measured, and the base needed more CPU than the kernel counts. */
export function compareWithBase(runs: readonly Run[]): Comparison[] {
  return [...Map.groupBy(runs, ({ load }) => load)].flatMap(([load, ofLoad]) =>
    cpuFigures.flatMap((figure) => compare(load, figure, ofLoad) ?? []),
  );
}

function compare(load: string, figure: FigureName, runs: readonly Run[]): Comparison | undefined {
  const pairs = [...Map.groupBy(runs, ({ round }) => round).values()].flatMap((ofRound) => {
    const of = (name: string) => ofRound.find(({ server }) => server === name)?.figures[figure];
    const [base, today] = [of("hubbub-base"), of("hubbub")];
    return base === undefined || today === undefined || base <= 0 ? [] : [{ base, today }];
  });
  if (pairs.length === 0) return undefined;
  const ratios = pairs.map(({ base, today }) => today / base);
  return {
    load,
    figure,
    base: median(pairs.map(({ base }) => base)),
    today: median(pairs.map(({ today }) => today)),
    ratios,
    ratio: median(ratios),
  };
}
