import { runCommand } from "../command-line/run-command.ts";
import { readRotateKeysConfig } from "../config.ts";
import { rotateKeys } from "./rotate-keys.ts";

// node apps/user-service/src/rotate-keys/main.ts, with the settings of the user-service.

if (process.argv.length > 2) {
  process.stderr.write("It takes no arguments\n");
  process.exitCode = 1;
} else {
  await runCommand({
    name: "rotate-keys",
    readConfig: () => readRotateKeysConfig(process.env),
    run: (db, config) => rotateKeys(db, config, new Date()),
  });
}
