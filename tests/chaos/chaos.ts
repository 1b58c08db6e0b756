import { join } from "node:path";
import { parseArgs } from "node:util";
import { scenarios } from "./faults/scenarios.ts";
import { signUp } from "./load/sign-up.ts";
import { extraPeople, loadSizes } from "./run/load-sizes.ts";
import { type Outcome, runScenario } from "./run/run-scenario.ts";
import { toTable } from "./run/table.ts";
import { writeResults } from "./run/write-results.ts";
import { ChaosSystem } from "./system/chaos-system.ts";

const findingsShown = 20;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** A small load, to try things. */
    short: { type: "boolean", default: false },
    /** Says what the launcher says. */
    verbose: { type: "boolean", default: false },
    /** Puts the table into docs/reliability.md; rows of scenarios that were not chosen stay. */
    write: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(
    `no scenario ${unknown.join(", ")}; there are:\n${scenarios.map(({ name }) => `  ${name}`).join("\n")}`,
  );
  process.exit(2);
}

const chosen = positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
const size = values.short ? loadSizes.short : loadSizes.full;
const system = new ChaosSystem((line) => values.verbose && console.log(`  ${line}`));
const outcomes: Outcome[] = [];
try {
  await system.start();
  const people = await signUp(system.url, size.clients + extraPeople);
  await system.stop();
  for (const [index, scenario] of chosen.entries()) {
    console.log(`${index + 1}/${chosen.length} ${scenario.name}: ${scenario.title} …`);
    const outcome = await runScenario(scenario, { system, people, size });
    outcomes.push(outcome);
    report(outcome);
  }
} finally {
  await system.destroy();
}
console.log(`\n${toTable(outcomes)}`);
if (values.write) {
  writeResults(join(import.meta.dirname, "../../docs/reliability.md"), (before) => toTable(outcomes, before));
}
process.exitCode = outcomes.every(({ findings }) => findings.length === 0) ? 0 : 1;

function report({ sent, acked, replied, called, recoveredMs, findings }: Outcome): void {
  const recovered = recoveredMs === undefined ? "not recovered" : `recovered in ${recoveredMs} ms`;
  console.log(
    `  ${sent} sent, ${acked} acked (${replied} in threads, ${called} calls), ${recovered}, ${findings.length} findings`,
  );
  for (const { kind, detail } of findings.slice(0, findingsShown)) console.log(`  ${kind}: ${detail}`);
  if (findings.length > findingsShown) console.log(`  and ${findings.length - findingsShown} more`);
}
