import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { surroundings } from "../../bench/report/surroundings.ts";
import { writeResults } from "../../chaos/run/write-results.ts";
import { attacks } from "../attacks/attacks.ts";
import type { Outcome } from "./outcome.ts";
import { attackersTable, bystandersTable } from "./table.ts";

const resultsPath = join(import.meta.dirname, "../results.json");
const page = join(import.meta.dirname, "../../../docs/reliability.md");

interface Published {
  readonly outcomes: readonly Outcome[];
}

/** Writes results.json and the tables of docs/reliability.md. Inputs that were not run keep their figures. */
export function publish(fresh: readonly Outcome[]): void {
  const earlier = existsSync(resultsPath) ? (JSON.parse(readFileSync(resultsPath, "utf8")) as Published).outcomes : [];
  const order = ["nobody", ...attacks.map(({ name }) => name)];
  const outcomes = order.flatMap((name) => {
    const outcome = [...fresh, ...earlier].find(({ attack }) => attack === name);
    return outcome === undefined ? [] : [outcome];
  });
  writeFileSync(resultsPath, `${JSON.stringify({ outcomes }, undefined, 2)}\n`);
  const text = [`Machine: ${surroundings().machine}.`, bystandersTable(outcomes), attackersTable(outcomes)].join(
    "\n\n",
  );
  writeResults(page, () => text, "bystanders");
}
