import { spawnSync } from "node:child_process";
import { dieWithParent, type Unprivileged } from "./die-with-parent.ts";
import { partsHaveUsers } from "./isolation.ts";

/** Whether a part that runs so may read all of these files of ours. */
export function canRead(files: readonly string[], as: Unprivileged): boolean {
  if (!partsHaveUsers()) return true;
  const [command = "", ...args] = dieWithParent(["/bin/sh", "-c", everyFile, "sh", ...files], "TERM", as);
  return spawnSync(command, args, { stdio: "ignore", cwd: "/" }).status === 0;
}

const everyFile = 'for file do test -r "$file" || exit 1; done';
