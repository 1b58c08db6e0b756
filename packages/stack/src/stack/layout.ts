import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isolation } from "../processes/isolation.ts";
import { letRead } from "../processes/ownership.ts";
import type { PartUser } from "../processes/part-users.ts";
import { makeReachableFolder, reachableFolder } from "../processes/reachable-folder.ts";

/** The folders of one running system. */
export interface Layout {
  /** The repository. */
  readonly root: string;
  readonly data: string;
  readonly logs: string;
  /** In reach of the parts. Postgres' and the files are a part's own; the others are ours, with a folder in it that is the part's. */
  readonly postgres: string;
  readonly redis: string;
  readonly prometheus: string;
  readonly nginx: string;
  /** Files that people share, unless they are kept elsewhere. */
  readonly files: string;
  /** Where code is copied to that they could not read. */
  readonly code: string;
}

export const repositoryRoot = join(import.meta.dirname, "../../../..");

/** Of a data folder that is there, with its logs, and that no other launcher uses. */
export function makeLayout(data: string): Layout {
  const parts = partsFolder(data);
  const folderOf = (name: string, user: PartUser) => {
    const folder = join(parts, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    letRead(user, folder);
    return folder;
  };
  return {
    root: repositoryRoot,
    data,
    logs: join(data, "logs"),
    postgres: join(parts, "postgres"),
    redis: folderOf("redis", "redis"),
    prometheus: folderOf("prometheus", "prometheus"),
    nginx: folderOf("nginx", "edge"),
    files: join(parts, "files"),
    code: join(parts, "code"),
  };
}

/** The data folder, or, where parts cannot get to it or did not at an earlier start, one below `/var/lib`. */
function partsFolder(data: string): string {
  // One for each data folder, for several systems may run on one machine.
  const elsewhere = join(reachableFolder, createHash("sha256").update(data).digest("hex").slice(0, 16));
  const hasDatabase = (folder: string) => existsSync(join(folder, "postgres/PG_VERSION"));
  switch (isolation()) {
    case "none":
    case "user-namespace":
    case "refused":
      return data;
    case "mounts":
      if (hasDatabase(data) || !hasDatabase(elsewhere)) return realpathSync(data);
      break;
    case "users":
      break;
  }
  makeReachableFolder();
  mkdirSync(elsewhere, { recursive: true });
  chownSync(elsewhere, 0, 0);
  chmodSync(elsewhere, 0o711);
  for (const name of ["postgres", "prometheus", "nginx", "files"]) move(join(data, name), join(elsewhere, name));
  return elsewhere;
}

/** What was in the data folder when parts got to it. */
function move(from: string, to: string): void {
  if (existsSync(to) || !existsSync(from)) return;
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    const unfinished = `${to}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    renameSync(unfinished, to);
    renameSync(from, `${from}.moved`);
  }
}
