import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { giveTo } from "../processes/ownership.ts";
import { postgresBinaries } from "./postgres-binaries.ts";

/**
 * Makes a Postgres data folder unless it is there; all or nothing, so that a start that was cut short leaves no half of
 * one behind. With a password the superuser `postgres` must give it; without, everyone on this machine is trusted.
 */
export function initDataFolder(folder: string, password?: string): void {
  if (existsSync(join(folder, "PG_VERSION"))) {
    // One that was made by a release whose parts had another user.
    giveTo("postgres", folder);
    return;
  }
  const unfinished = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  // The C.UTF-8 of Postgres itself: the same order and case rules on every machine, whatever locales it has.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access =
    password === undefined ? ["--auth=trust", "--no-sync"] : ["--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  try {
    if (password !== undefined) {
      writeFileSync(passwordFile, password, { mode: 0o600 });
      giveTo("initdb", passwordFile);
    }
    mkdirSync(unfinished, { mode: 0o700 });
    giveTo("initdb", unfinished);
    const binaries = postgresBinaries();
    const initdb = [join(binaries, "initdb"), `--pgdata=${unfinished}`, "--username=postgres"];
    const [command = "", ...args] = dieWithParent([...initdb, ...locale, ...access], "TERM", {
      user: "initdb",
      reach: [dirname(binaries), unfinished, passwordFile],
    });
    execFileSync(command, args, { env: { LC_ALL: "C", PATH: process.env["PATH"] ?? "" }, stdio: "pipe" });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  giveTo("postgres", unfinished);
  renameSync(unfinished, folder);
}
