import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { isolation } from "../processes/isolation.ts";
import { nobodyFolder } from "../processes/nobody-folder.ts";
import { makeFolder } from "./make-folder.ts";

/** The folders of one running system. */
export interface Layout {
  /** The repository. */
  readonly root: string;
  readonly data: string;
  readonly logs: string;
  readonly prometheus: string;
  /** In reach of the processes that do not run as root, and theirs to write. */
  readonly postgres: string;
  readonly nginx: string;
}

export const repositoryRoot = join(import.meta.dirname, "../../../..");

export function makeLayout(data: string): Layout {
  makeFolder(data, 0o700);
  const logs = join(data, "logs");
  const prometheus = join(data, "prometheus");
  for (const folder of [logs, prometheus]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unprivileged = isolation() === "nobody" ? nobodyDataFolder(data) : data;
  const nginx = join(unprivileged, "nginx");
  mkdirSync(nginx, { recursive: true, mode: 0o700 });
  if (unprivileged !== data) chownSync(nginx, 65_534, 65_534);
  return { root: repositoryRoot, data, logs, prometheus, postgres: join(unprivileged, "postgres"), nginx };
}

/** One for each data folder, for several systems may run on one machine. */
function nobodyDataFolder(data: string): string {
  const folder = join(nobodyFolder(), createHash("sha256").update(data).digest("hex").slice(0, 16));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  chownSync(folder, 65_534, 65_534);
  return folder;
}
