import { resolve } from "node:path";
import { abortOnSignal } from "./backup/abort-on-signal.ts";
import { objectsFolder } from "./backup/objects-folder.ts";
import { restoreBackup, type RestoreOptions } from "./backup/restore-backup.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { readDataFolder } from "./stack/settings.ts";

// make restore FROM=folder [FORCE=1] [DAMAGED=skip]: gives a backup back to a data folder on which nothing runs.

const help = `make restore FROM=folder [FORCE=1] [DAMAGED=skip]: gives what make backup copied back to the data folder (HUBBUB_DATA), which is stopped.

The backup is verified first. What is in the data folder already is overwritten with FORCE=1 only, which renames it
and deletes nothing. With DAMAGED=skip files that people sent are left out, and named, where the backup's copy is damaged.

What was written after the backup is gone: the log gets a new epoch, pages read it anew, and every access token of
before is refused. make up starts it then; docs/operations.md says more (Backup).
`;

if (process.argv.includes("--help")) {
  process.stdout.write(help);
} else {
  try {
    await restoreBackup({ ...readRequest(), report: say, abort: abortOnSignal() });
    say("restored: start it with make up");
  } catch (error) {
    process.stderr.write(`make restore: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function readRequest(): Omit<RestoreOptions, "report" | "abort"> {
  const env = readEnvironment(process.env, repositoryRoot);
  const { FROM = "", FORCE = "", DAMAGED = "" } = process.env;
  if (FROM.trim() === "") throw new Error("say which backup: make restore FROM=.hubbub/backups/2026-12-01T16-02-03Z");
  if (FORCE !== "" && FORCE !== "1") throw new Error("FORCE is 1 or left out");
  if (DAMAGED !== "" && DAMAGED !== "skip") throw new Error("DAMAGED is skip or left out");
  return {
    dataFolder: readDataFolder(env, repositoryRoot),
    from: resolve(repositoryRoot, FROM.trim()),
    objects: objectsFolder(env),
    force: FORCE === "1",
    damagedFiles: DAMAGED === "skip" ? "skip" : "refuse",
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
