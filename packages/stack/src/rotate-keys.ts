import { runServiceCommand } from "./stack/run-service-command.ts";

// make rotate-keys: the user-service's command rotate-keys, with the settings of the user-service that runs.

const rotateKeys = { app: "user-service", part: "user-service", folder: "rotate-keys" } as const;

try {
  process.exitCode = runServiceCommand(rotateKeys);
} catch (error) {
  process.stderr.write(`make rotate-keys: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
