import { signUp } from "./load/sign-up.ts";
import { scenarios } from "./faults/scenarios.ts";
import { type Outcome, runScenario } from "./run/run-scenario.ts";
import { toTable } from "./run/table.ts";
import { ChaosSystem } from "./system/chaos-system.ts";

/** What issue 4 asks of every scenario. */
const size = { clients: 200, rooms: 20, messagesPerSecond: 500, durationMs: 20_000 };
const extraPeople = 40;
const findingsShown = 20;

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const verbose = process.argv.includes("--verbose");
const chosen = wanted.length === 0 ? scenarios : scenarios.filter(({ name }) => wanted.includes(name));
const unknown = wanted.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`no scenario ${unknown.join(", ")}; there are: ${scenarios.map(({ name }) => name).join(" ")}`);
  process.exit(2);
}

const system = new ChaosSystem((line) => verbose && console.log(`  ${line}`));
const outcomes: Outcome[] = [];
try {
  await system.start();
  const people = await signUp(system.url, size.clients + extraPeople);
  await system.stop();
  for (const scenario of chosen) {
    console.log(`${scenario.title} …`);
    const outcome = await runScenario(scenario, { system, people, size });
    outcomes.push(outcome);
    for (const { kind, detail } of outcome.findings.slice(0, findingsShown)) console.log(`  ${kind}: ${detail}`);
    if (outcome.findings.length > findingsShown) console.log(`  and ${outcome.findings.length - findingsShown} more`);
    console.log(`${toTable([outcome])}\n`);
  }
} finally {
  await system.destroy();
}
console.log(toTable(outcomes));
process.exitCode = outcomes.every(({ findings }) => findings.length === 0) ? 0 : 1;
