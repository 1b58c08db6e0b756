import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loads } from "../loads/loads.ts";
import type { LoadResult } from "../results.ts";
import { charts } from "./charts.ts";
import { performanceText } from "./performance-text.ts";
import { mergeResults, type Published } from "./published.ts";
import { replaceBetweenMarks } from "./replace-between-marks.ts";
import { surroundings } from "./surroundings.ts";

const resultsPath = join(import.meta.dirname, "../results.json");
const docs = join(import.meta.dirname, "../../../docs");

/** Writes results.json, and the tables and pictures of docs/performance.md. Loads that were not run keep their figures. */
export function publish(results: readonly LoadResult[], command: string): void {
  const around = { date: new Date().toISOString().slice(0, 10), command, ...surroundings() };
  const fresh = results.map((result) => ({ ...result, ...around }));
  const earlier = existsSync(resultsPath) ? (JSON.parse(readFileSync(resultsPath, "utf8")) as Published).loads : [];
  const published = {
    loads: mergeResults(
      earlier,
      fresh,
      loads.map(({ name }) => name),
    ),
  };
  writeFileSync(resultsPath, `${JSON.stringify(published, undefined, 2)}\n`);

  const page = join(docs, "performance.md");
  writeFileSync(page, replaceBetweenMarks(readFileSync(page, "utf8"), performanceText(published)));
  mkdirSync(join(docs, "performance"), { recursive: true });
  for (const { name, svg } of charts(published.loads)) writeFileSync(join(docs, "performance", `${name}.svg`), svg);
}
