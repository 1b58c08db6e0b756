import { join, resolve } from "node:path";
import { abortOnSignal } from "./backup/abort-on-signal.ts";
import { makeBackup } from "./backup/make-backup.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { readDataFolder } from "./stack/settings.ts";

// make backup [TO=folder]: a copy of all that `make up` keeps, while it runs.

const help = `make backup [TO=folder]: a copy of the databases, the files and the secrets of what make up runs, while people chat on.

It becomes a folder named after the time in TO, or in "backups" of the data folder (HUBBUB_DATA). Files that another
backup in TO has already take no more room. Keep it where only you can read it, on another disk: it has the secrets.
make restore FROM=folder gives it back; docs/operations.md says more (Backup).
`;

if (process.argv.includes("--help")) {
  process.stdout.write(help);
} else {
  try {
    const dataFolder = readDataFolder(readEnvironment(process.env, repositoryRoot), repositoryRoot);
    const to = process.env["TO"]?.trim() || join(dataFolder, "backups");
    const folder = await makeBackup({
      dataFolder,
      to: resolve(repositoryRoot, to),
      report: say,
      abort: abortOnSignal(),
    });
    say(folder);
  } catch (error) {
    process.stderr.write(`make backup: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
