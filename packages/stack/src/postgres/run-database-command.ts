import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import type { Code } from "../processes/reachable-code.ts";
import { startProcess } from "../processes/start-process.ts";

interface DatabaseCommand {
  readonly code: Code;
  /** The workspace of the service below `apps/`. */
  readonly app: string;
  /** The command's, in the app. */
  readonly folder: "migrate" | "after-restore";
  /** Of the role that owns the database. */
  readonly migrationUrl: string;
  /** Of the service's role. */
  readonly url: string;
}

/** Runs a command of a service on its database, as who owns the tables. Throws with what it said where it fails. */
export async function runDatabaseCommand({ code, app, folder, migrationUrl, url }: DatabaseCommand): Promise<void> {
  const main = join(code.root, "apps", app, "src", folder, "main.ts");
  const node = [code.node, "--disable-warning=ExperimentalWarning", main];
  let output = "";
  const running = startProcess(dieWithParent(node, "TERM", { user: "migrations", reach: [code.root] }), {
    env: { PATH: process.env["PATH"] ?? "", DATABASE_MIGRATION_URL: migrationUrl, DATABASE_URL: url },
    cwd: code.root,
    output: (chunk) => void (output = (output + chunk.toString()).slice(-4_000)),
  });
  const ended = await running.ended;
  if (ended !== "code 0") throw new Error(`${folder} of ${app} failed (${ended}):\n${output}`);
}
