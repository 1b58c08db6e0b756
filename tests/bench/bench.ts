import { parseArgs } from "node:util";
import { compileGenerator } from "./generator/compile-generator.ts";
import { folders } from "./folders.ts";
import { profiling } from "./profile/profiling.ts";
import { topFunctions } from "./profile/top-functions.ts";
import { loads } from "./loads/loads.ts";
import { runBench } from "./run-bench.ts";
import { serverTitles } from "./servers/bench-server.ts";
import { allowDescriptors } from "./servers/allow-descriptors.ts";
import { publish } from "./report/publish.ts";
import { goalsTable } from "./report/goals-table.ts";
import { loadSection } from "./report/load-section.ts";

const { values } = parseArgs({
  options: {
    /** Comma-separated names; all without. */
    load: { type: "string", default: "" },
    server: { type: "string", default: "" },
    rounds: { type: "string", default: "" },
    seconds: { type: "string", default: "" },
    /** Leaves a CPU profile of each of hubbub's processes, and prints where they spent their time. */
    profile: { type: "boolean", default: false },
    /** Puts the figures into results.json and docs/performance.md although not all was run; rows of other loads stay. */
    write: { type: "boolean", default: false },
  },
});

const chosenLoads = choose(
  "LOAD",
  values.load,
  loads.map(({ name }) => name),
);
const chosenServers = choose("SERVER", values.server, Object.keys(serverTitles));
const rounds = Number(values.rounds || 3);
const seconds = Number(values.seconds || 15);
if (!(rounds >= 1) || !(seconds >= 1)) throw new Error("ROUNDS and SECONDS must be numbers from 1");

const binary = compileGenerator();
const wanted = loads.filter(({ name }) => chosenLoads.includes(name));
allowDescriptors(Math.max(...wanted.map(({ rooms }) => rooms.rooms * rooms.perRoom)));
const { results, failures } = await runBench({
  binary,
  loads: wanted,
  servers: chosenServers,
  rounds,
  seconds,
  report: (line) => console.log(line),
  ...(values.profile ? { serviceEnv: profiling() } : {}),
});
console.log(["", ...results.map(loadSection), goalsTable(results)].join("\n\n"));
const whole = [values.load, values.server, values.rounds, values.seconds].every((value) => value === "");
if (values.profile) console.log(`\n${topFunctions(folders.profiles)}`);
for (const failure of failures) console.log(`failed: ${failure}`);
if (failures.length > 0) process.exitCode = 1;
else if ((whole || values.write) && !values.profile) publish(results, toCommand(values));

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

function choose(name: string, given: string, known: readonly string[]): readonly string[] {
  const chosen = given.split(",").filter((one) => one !== "");
  const unknown = chosen.filter((one) => !known.includes(one));
  if (unknown.length > 0) throw new Error(`no ${name} ${unknown.join(", ")}; there are ${known.join(", ")}`);
  return chosen.length === 0 ? known : chosen;
}
