import { setTimeout as pause } from "node:timers/promises";
import { startStack } from "@hubbub/stack";
import { stackOf } from "./base/stack-of.ts";
import type { Figures } from "./figures/figures.ts";
import { medianFigures } from "./figures/median-figures.ts";
import type { Load } from "./loads/load.ts";
import { measure } from "./loads/measure.ts";
import { benchServers } from "./servers/bench-servers.ts";
import type { BenchServer } from "./servers/bench-server.ts";
import { hubbubServer } from "./servers/hubbub/hubbub-server.ts";
import { type Installation, type InstallOptions, installHubbub } from "./servers/hubbub/install-hubbub.ts";
import { type LoadResult, type Run, saveRun } from "./results.ts";

export interface BenchOptions {
  readonly binary: string;
  readonly loads: readonly Load[];
  /** Names; they mean nothing beside `base`. */
  readonly servers: readonly string[];
  /** The clone of an earlier commit: its hubbub and today's are run, and nobody else. */
  readonly base?: Base;
  readonly rounds: number;
  readonly seconds: number;
  readonly report: (line: string) => void;
  /** Further settings of hubbub's services while they are measured, to profile them. */
  readonly serviceEnv?: InstallOptions["serviceEnv"];
}

export interface Base {
  readonly folder: string;
  readonly serviceEnv?: InstallOptions["serviceEnv"];
}

/** A server that has just started still has work of its own. */
const maxSettleMs = 1_500;

export interface BenchOutcome {
  readonly results: LoadResult[];
  readonly runs: Run[];
  /** Runs that gave no figures, and why. */
  readonly failures: string[];
}

/** Runs every load on every server that it is for, in turns, and takes medians over the rounds. */
export async function runBench(options: BenchOptions): Promise<BenchOutcome> {
  const { loads, rounds, report } = options;
  const installed: Promise<Installation>[] = [];
  const sets = [...new Map(loads.map(({ rooms }) => [rooms.name, rooms])).values()];
  /** Once, when it is first asked for. */
  const installer = (start: InstallOptions["startStack"], serviceEnv: InstallOptions["serviceEnv"]) => {
    let installing: Promise<Installation> | undefined;
    return () => {
      if (installing === undefined) {
        installing = installHubbub({ sets, report, startStack: start, serviceEnv });
        installed.push(installing);
      }
      return installing;
    };
  };
  const runs: Run[] = [];
  const failures: string[] = [];
  try {
    const servers = await chooseServers(options, installer);
    for (const { load, round, server } of turns(loads, servers, rounds)) {
      const name = `${round}/${rounds} ${load.name}: ${server.title}`;
      try {
        const run = { load: load.name, server: server.name, round, figures: await runOnce(options, load, server) };
        saveRun(run);
        runs.push(run);
        report(`${name}: ${JSON.stringify(run.figures)}`);
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        report(failures.at(-1)!);
      }
    }
    return { results: loads.map((load) => toResult(load, servers, runs, options)), runs, failures };
  } finally {
    for (const one of installed) (await one.catch(() => undefined))?.remove();
  }
}

type Installer = (
  start: InstallOptions["startStack"],
  serviceEnv: InstallOptions["serviceEnv"],
) => () => Promise<Installation>;

async function chooseServers(
  { base, servers, serviceEnv }: BenchOptions,
  installer: Installer,
): Promise<readonly BenchServer[]> {
  const today = installer(startStack, serviceEnv);
  if (base === undefined) return benchServers(today).filter(({ name }) => servers.includes(name));
  const earlier = installer(await stackOf(base.folder), base.serviceEnv);
  // Both before anything is measured: neither is to find the other's writes still on their way to the disk.
  await earlier();
  await today();
  return [hubbubServer(earlier, "hubbub-base"), hubbubServer(today, "hubbub")];
}

/**
 * A load has all its rounds before the next begins, for Postgres tidies up after *ingest* for minutes. Every other round goes
 * backwards, so that nobody always comes after the same one.
 */
function turns(loads: readonly Load[], servers: readonly BenchServer[], rounds: number) {
  const roundNumbers = Array.from({ length: rounds }, (_, index) => index + 1);
  return loads.flatMap((load) => {
    const takingPart = servers.filter(({ name }) => load.servers.includes(name === "hubbub-base" ? "hubbub" : name));
    return roundNumbers.flatMap((round) =>
      (round % 2 === 1 ? takingPart : takingPart.toReversed()).map((server) => ({ load, round, server })),
    );
  });
}

function toResult(
  { name, title }: Load,
  servers: readonly BenchServer[],
  runs: readonly Run[],
  { rounds, seconds }: BenchOptions,
): LoadResult {
  const rows = servers.flatMap((server) => {
    const figures = runs.filter((run) => run.load === name && run.server === server.name).map((run) => run.figures);
    return figures.length === 0 ? [] : [{ server: server.name, figures: medianFigures(figures) }];
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
