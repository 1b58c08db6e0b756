import { parseArgs } from "node:util";
import { attacks } from "./attacks/attacks.ts";
import type { Outcome } from "./run/outcome.ts";
import { missedGoals } from "./run/goals.ts";
import { publish } from "./run/publish.ts";
import { Scene } from "./run/scene.ts";
import { attackersTable, bystandersTable, mostOf, verdict } from "./run/table.ts";

const usage = `make bench LOAD=attack               every input, about a quarter of an hour
  SCENARIO=name,name                 these inputs only
  SECONDS=10                         how long each goes on
  WRITE=1                            put the tables into docs/reliability.md

Or by hand: node tests/attack/attack.ts [--scenario=name,name] [--seconds=10] [--write] [--alone] [--verbose] [--list]`;

const { values } = parseArgs({
  options: {
    /** What `make bench` passes; the other loads' settings mean nothing here. */
    load: { type: "string", default: "attack" },
    server: { type: "string", default: "" },
    rounds: { type: "string", default: "" },
    /** Comma-separated names; all without. */
    scenario: { type: "string", default: "" },
    seconds: { type: "string", default: "" },
    /** Without the measurement in peace. */
    alone: { type: "boolean", default: false },
    /** Puts the tables into docs/reliability.md; inputs that were not run keep their figures. */
    write: { type: "boolean", default: false },
    /** Says what the launcher says. */
    verbose: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help || values.list) {
  console.log(values.help ? usage : attacks.map(({ name, title }) => `${name.padEnd(24)}  ${title}`).join("\n"));
} else {
  await run();
}

async function run(): Promise<void> {
  const names = values.scenario.split(",").filter((name) => name !== "");
  const unknown = names.filter((name) => !attacks.some((attack) => attack.name === name));
  if (unknown.length > 0) {
    throw new Error(`no SCENARIO ${unknown.join(", ")}; there are ${attacks.map(({ name }) => name).join(", ")}`);
  }
  const seconds = Number(values.seconds || 10);
  if (!(seconds >= 1)) throw new Error("SECONDS must be a number from 1");
  const chosen = names.length === 0 ? attacks : attacks.filter(({ name }) => names.includes(name));
  const outcomes: Outcome[] = [];
  const scene = await Scene.open({
    attacks: chosen,
    log: (line) => values.verbose && console.log(`  ${line}`),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void scene.close().finally(() => process.exit(1)));
  }
  try {
    for (const attack of [...(values.alone ? [] : [undefined]), ...chosen]) {
      console.log(
        `${attack === undefined ? 0 : chosen.indexOf(attack) + 1}/${chosen.length} ${attack === undefined ? "nobody attacks" : attack.name} …`,
      );
      const outcome = await scene.measure(attack, seconds);
      outcomes.push(outcome);
      report(outcome);
    }
  } finally {
    await scene.close();
  }
  console.log(["", bystandersTable(outcomes), attackersTable(outcomes)].join("\n\n"));
  if (values.write) publish(outcomes);
  process.exitCode = outcomes.every((outcome) => missedGoals(outcome).length === 0) ? 0 : 1;
}

function report(outcome: Outcome): void {
  const { ack, me } = outcome.bystanders.measured;
  const errors = Object.entries(outcome.bystanders.errors).map(([what, count]) => `${what} × ${count}`);
  console.log(
    `  send → ack p99 ${Math.round(ack.p99Ms)} ms, /users/me p99 ${Math.round(me.p99Ms)} ms: ${verdict(outcome)}`,
  );
  if (outcome.spoils !== undefined) console.log(`  the attacker got ${mostOf(outcome.spoils.got)}`);
  if (errors.length > 0) console.log(`  bystanders' errors: ${errors.join(", ")}`);
}
