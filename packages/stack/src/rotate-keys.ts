import { runUserCommand } from "./stack/run-user-command.ts";

// make rotate-keys: the user-service's command rotate-keys, with the settings of the user-service that runs.

try {
  process.exitCode = runUserCommand("rotate-keys", []);
} catch (error) {
  process.stderr.write(`make rotate-keys: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
