import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { giveToUnprivileged } from "../processes/give-to-unprivileged.ts";
import { isolation } from "../processes/isolation.ts";
import { nobodyFolder } from "../processes/nobody-folder.ts";
import { makeFolder } from "./make-folder.ts";

/** The folders of one running system. */
export interface Layout {
  /** The repository. */
  readonly root: string;
  readonly data: string;
  readonly logs: string;
  /** In reach of the processes that do not run as root, and theirs to write. */
  readonly postgres: string;
  readonly redis: string;
  readonly prometheus: string;
  readonly nginx: string;
  /** Where code is copied to that they could not reach. */
  readonly code: string;
}

export const repositoryRoot = join(import.meta.dirname, "../../../..");

export function makeLayout(data: string): Layout {
  makeFolder(data, 0o700);
  const logs = join(data, "logs");
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const unprivileged = isolation() === "nobody" ? nobodyDataFolder(data) : data;
  const own = (name: string) => {
    const folder = join(unprivileged, name);
    if (unprivileged !== data) adopt(join(data, name), folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    giveToUnprivileged(folder);
    return folder;
  };
  return {
    root: repositoryRoot,
    data,
    logs,
    postgres: join(unprivileged, "postgres"),
    redis: own("redis"),
    prometheus: own("prometheus"),
    nginx: own("nginx"),
    code: join(unprivileged, "code"),
  };
}

/** What a part of an earlier release wrote as root, and today's could not reach any more. */
function adopt(earlier: string, folder: string): void {
  if (existsSync(folder) || !existsSync(earlier)) return;
  cpSync(earlier, folder, { recursive: true });
  rmSync(earlier, { recursive: true });
}

/** One for each data folder, for several systems may run on one machine. */
function nobodyDataFolder(data: string): string {
  const folder = join(nobodyFolder(), createHash("sha256").update(data).digest("hex").slice(0, 16));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  chownSync(folder, 65_534, 65_534);
  return folder;
}
