import { setTimeout as pause } from "node:timers/promises";
import type { Figures } from "./figures/figures.ts";
import { medianFigures } from "./figures/median-figures.ts";
import type { Load } from "./loads/load.ts";
import { measure } from "./loads/measure.ts";
import { benchServers } from "./servers/bench-servers.ts";
import type { BenchServer } from "./servers/bench-server.ts";
import { type Installation, installHubbub } from "./servers/hubbub/install-hubbub.ts";
import { type LoadResult, saveRun } from "./results.ts";

export interface BenchOptions {
  readonly binary: string;
  readonly loads: readonly Load[];
  /** Names. */
  readonly servers: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly report: (line: string) => void;
  /** Further settings of hubbub's services while they are measured, to profile them. */
  readonly serviceEnv?: Readonly<Record<string, string>>;
}

/** A server that has just started still has work of its own. */
const maxSettleMs = 1_500;

export interface BenchOutcome {
  readonly results: LoadResult[];
  /** Runs that gave no figures, and why. */
  readonly failures: string[];
}

/** Runs every load on every server that it is for, in turns, and takes medians over the rounds. */
export async function runBench(options: BenchOptions): Promise<BenchOutcome> {
  const { loads, rounds, report } = options;
  let installed: Promise<Installation> | undefined;
  const sets = [...new Map(loads.map(({ rooms }) => [rooms.name, rooms])).values()];
  const install = () => (installed ??= installHubbub(sets, report, options.serviceEnv));
  const servers = benchServers(install).filter(({ name }) => options.servers.includes(name));
  const measured = new Map<string, Figures[]>();
  const failures: string[] = [];
  try {
    for (const { load, round, server } of turns(loads, servers, rounds)) {
      const name = `${round}/${rounds} ${load.name}: ${server.title}`;
      try {
        const figures = await runOnce(options, load, server);
        saveRun({ load: load.name, server: server.name, round, figures });
        const key = `${load.name} ${server.name}`;
        measured.set(key, [...(measured.get(key) ?? []), figures]);
        report(`${name}: ${JSON.stringify(figures)}`);
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        report(failures.at(-1)!);
      }
    }
  } finally {
    (await installed?.catch(() => undefined))?.remove();
  }
  return { results: loads.map((load) => toResult(load, servers, measured, options)), failures };
}

/**
 * A load has all its rounds before the next begins, for Postgres tidies up after *ingest* for minutes. Every other round goes
 * backwards, so that nobody always comes after the same one.
 */
function turns(loads: readonly Load[], servers: readonly BenchServer[], rounds: number) {
  const roundNumbers = Array.from({ length: rounds }, (_, index) => index + 1);
  return loads.flatMap((load) => {
    const takingPart = servers.filter(({ name }) => load.servers.includes(name));
    return roundNumbers.flatMap((round) =>
      (round % 2 === 1 ? takingPart : takingPart.toReversed()).map((server) => ({ load, round, server })),
    );
  });
}

function toResult(
  { name, title }: Load,
  servers: readonly BenchServer[],
  measured: ReadonlyMap<string, Figures[]>,
  { rounds, seconds }: BenchOptions,
): LoadResult {
  const rows = servers.flatMap((server) => {
    const figures = measured.get(`${name} ${server.name}`);
    return figures === undefined ? [] : [{ server: server.name, figures: medianFigures(figures) }];
  });
  return { load: name, title, rounds, seconds, servers: rows };
}

async function runOnce({ binary, seconds }: BenchOptions, load: Load, server: BenchServer): Promise<Figures> {
  const running = await server.start();
  try {
    await pause(Math.min(maxSettleMs, seconds * 500));
    return await measure({ binary, load, server, running, seconds });
  } finally {
    await running.stop();
  }
}
