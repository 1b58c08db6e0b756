import { parseArgs } from "node:util";
import { runCommand } from "../command-line/run-command.ts";
import { readMakeAdminConfig } from "../config.ts";
import { makeAdmin, type Wanted } from "./make-admin.ts";

// node apps/user-service/src/make-admin/main.ts [--revoke] USERNAME, with the settings of the user-service.

const wanted = readArguments(process.argv.slice(2));
if (wanted === undefined) {
  process.stderr.write("Give one username, and --revoke to take the right back\n");
  process.exitCode = 1;
} else {
  await runCommand({
    name: "make-admin",
    readConfig: () => readMakeAdminConfig(process.env),
    run: (db, config) => makeAdmin(db, wanted, config),
  });
}

function readArguments(args: string[]): Wanted | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { revoke: { type: "boolean" } },
    });
    const [username = "", ...more] = positionals;
    return username === "" || more.length > 0 ? undefined : { username, revoke: values.revoke ?? false };
  } catch {
    return undefined;
  }
}
