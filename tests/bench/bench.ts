import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkOut } from "./base/check-out.ts";
import { readBenchSettings } from "./bench-settings.ts";
import { compileGenerator } from "./generator/compile-generator.ts";
import { folders } from "./folders.ts";
import type { Load } from "./loads/load.ts";
import { profiling } from "./profile/profiling.ts";
import { topFunctions } from "./profile/top-functions.ts";
import { runBench } from "./run-bench.ts";
import { allowDescriptors } from "./servers/allow-descriptors.ts";
import { publish } from "./report/publish.ts";
import { baseTable, worseThanBase } from "./report/base-table.ts";
import { compareWithBase } from "./report/compare-with-base.ts";
import { goalsTable } from "./report/goals-table.ts";
import { loadSection } from "./report/load-section.ts";

const repository = join(import.meta.dirname, "../..");

const { values } = parseArgs({
  options: {
    /** Comma-separated names; all without. */
    load: { type: "string", default: "" },
    server: { type: "string", default: "" },
    rounds: { type: "string", default: "" },
    seconds: { type: "string", default: "" },
    /** A commit: its hubbub is run in turn with today's, and today's may not need more CPU. */
    base: { type: "string", default: "" },
    /** Leaves a CPU profile of each of hubbub's processes, and prints where they spent their time. */
    profile: { type: "boolean", default: false },
    /** Puts the figures into results.json and docs/performance.md although not all was run; rows of other loads stay. */
    write: { type: "boolean", default: false },
  },
});

try {
  await (values.base === "" ? measure() : compare());
} catch (error) {
  console.error(`make bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function measure(): Promise<void> {
  const settings = readBenchSettings(values);
  const { results, failures } = await runBench({
    ...settings,
    binary: prepare(settings.loads),
    report,
    ...(values.profile ? { serviceEnv: profiling(folders.profiles) } : {}),
  });
  console.log(["", ...results.map(loadSection), goalsTable(results)].join("\n\n"));
  if (values.profile) console.log(`\n${topFunctions(folders.profiles)}`);
  fail(failures);
  const whole = [values.load, values.server, values.rounds, values.seconds].every((value) => value === "");
  if (failures.length === 0 && (whole || values.write) && !values.profile) publish(results, toCommand(values));
}

async function compare(): Promise<void> {
  const settings = readBenchSettings(values);
  // Whoever is told to end meanwhile removes the worktree first.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  const earlier = checkOut(repository, values.base, report);
  process.once("exit", () => earlier.remove());
  report(`BASE is ${earlier.name}`);
  const profiles = { base: join(folders.profiles, "base"), today: join(folders.profiles, "today") };
  const { results, runs, failures } = await runBench({
    ...settings,
    binary: prepare(settings.loads),
    report,
    base: { folder: earlier.folder, ...(values.profile ? { serviceEnv: profiling(profiles.base) } : {}) },
    ...(values.profile ? { serviceEnv: profiling(profiles.today) } : {}),
  });
  const comparisons = compareWithBase(runs);
  console.log(["", ...results.map(loadSection), `BASE: ${earlier.name}`, baseTable(comparisons)].join("\n\n"));
  if (values.profile) {
    console.log(`\nBASE\n${topFunctions(profiles.base)}\ntoday\n${topFunctions(profiles.today)}`);
  }
  fail([...failures, ...(comparisons.length === 0 ? ["no CPU figure could be compared"] : worseThanBase(comparisons))]);
}

/** The load generator, and room for all its connections. */
function prepare(loads: readonly Load[]): string {
  allowDescriptors(Math.max(...loads.map(({ rooms }) => rooms.rooms * rooms.perRoom)));
  return compileGenerator();
}

function report(line: string): void {
  console.log(line);
}

function fail(failures: readonly string[]): void {
  for (const failure of failures) console.log(`failed: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

/** As one would type it. */
function toCommand({
  load,
  server,
  rounds,
  seconds,
}: Record<"load" | "server" | "rounds" | "seconds", string>): string {
  const given = Object.entries({ LOAD: load, SERVER: server, ROUNDS: rounds, SECONDS: seconds });
  return ["make bench", ...given.flatMap(([name, value]) => (value === "" ? [] : [`${name}=${value}`]))].join(" ");
}
