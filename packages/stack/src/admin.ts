import { runServiceCommand } from "./stack/run-service-command.ts";

// make admin ACCOUNT=alice [REVOKE=1]: the user-service's command make-admin, with the settings of the user-service that runs.

const makeAdmin = { app: "user-service", part: "user-service", folder: "make-admin" } as const;

try {
  process.exitCode = runServiceCommand(makeAdmin, readRequest(process.env));
} catch (error) {
  process.stderr.write(`make admin: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readRequest({ ACCOUNT = "", REVOKE = "" }: NodeJS.ProcessEnv): readonly string[] {
  if (ACCOUNT.trim() === "") throw new Error("say whom, by username: make admin ACCOUNT=alice");
  if (REVOKE !== "" && REVOKE !== "1") throw new Error("REVOKE is 1 or left out");
  return [...(REVOKE === "1" ? ["--revoke"] : []), "--", ACCOUNT.trim()];
}
