import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Figures } from "./figures/figures.ts";
import { folders } from "./folders.ts";
import type { ServerName } from "./servers/bench-server.ts";

/** Medians of one load. */
export interface LoadResult {
  readonly load: string;
  readonly title: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly servers: readonly { readonly server: ServerName; readonly figures: Figures }[];
}

/** What one server measured in one round of a load. */
export interface Run {
  readonly load: string;
  readonly server: ServerName;
  readonly round: number;
  readonly figures: Figures;
}

/** Keeps what one run measured, a line of JSON each. */
export function saveRun(run: Run): void {
  mkdirSync(folders.raw, { recursive: true });
  appendFileSync(join(folders.raw, "runs.jsonl"), `${JSON.stringify({ at: new Date().toISOString(), ...run })}\n`);
}
