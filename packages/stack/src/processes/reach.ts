import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PartUser, partUsers } from "./part-users.ts";

/** A folder that a user may not enter, and what below it the user must get to. */
export interface Cover {
  readonly folder: string;
  readonly opened: readonly string[];
}

/**
 * What keeps a user from these files and folders: closed folders above them, such as root's home, the outer ones first.
 * Whether the user may read the files themselves is not asked. What does not exist is left out.
 */
export function coversOver(paths: readonly string[], user: PartUser): Cover[] {
  const covers = new Map<string, string[]>();
  const found = paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  // A folder comes before what is in it, and opens that too.
  for (const path of found.toSorted()) {
    const closed = foldersAbove(path).filter((folder) => !mayEnter(folder, partUsers[user]));
    for (const [index, folder] of closed.entries()) {
      const opened = covers.get(folder) ?? [];
      const next = closed[index + 1] ?? path;
      if (!opened.some((other) => `${next}/`.startsWith(`${other}/`))) opened.push(next);
      covers.set(folder, opened);
    }
  }
  return [...covers.keys()].toSorted().map((folder) => ({ folder, opened: covers.get(folder)! }));
}

/** The beginning of a command line, for root, whose process and nobody else sees what is opened in place of what covers it. */
export function withReach(covers: readonly Cover[]): string[] {
  if (covers.length === 0) return [];
  const script = join(import.meta.dirname, "with-reach.sh");
  const args = covers.flatMap(({ folder, opened }) => [
    folder,
    ...opened.map((path) => path.slice(folder.length + 1)),
    ":",
  ]);
  // Slave: what the machine mounts and unmounts later counts here too.
  return ["unshare", "--mount", "--propagation=slave", "sh", script, ...args, "--"];
}

/** From the outermost, without `/`. */
function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === "/" ? [] : [...foldersAbove(above), above];
}

function mayEnter(folder: string, id: number): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bits = uid === id ? mode >> 6 : gid === id ? mode >> 3 : mode;
  return (bits & 1) === 1;
}
