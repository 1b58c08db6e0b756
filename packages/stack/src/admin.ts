import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runningLauncher } from "./stack/launcher-lock.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { readStackSettings } from "./stack/settings.ts";
import { readStackFile } from "./stack/stack-file.ts";

// make admin ACCOUNT=alice [REVOKE=1]: the user-service's command make-admin, with the settings of the user-service that runs.

try {
  process.exitCode = makeAdmin(readRequest(process.env));
} catch (error) {
  process.stderr.write(`make admin: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readRequest({ ACCOUNT = "", REVOKE = "" }: NodeJS.ProcessEnv): readonly string[] {
  if (ACCOUNT.trim() === "") throw new Error("say whom, by username: make admin ACCOUNT=alice");
  if (REVOKE !== "" && REVOKE !== "1") throw new Error("REVOKE is 1 or left out");
  return [...(REVOKE === "1" ? ["--revoke"] : []), "--", ACCOUNT.trim()];
}

/** The command's exit code. */
function makeAdmin(args: readonly string[]): number {
  const { dataFolder } = readStackSettings(readEnvironment(process.env, repositoryRoot), repositoryRoot);
  const stack = runningLauncher(dataFolder) === undefined ? undefined : readStackFile(dataFolder);
  if (stack === undefined) throw new Error(`hubbub does not run on ${dataFolder}: start it with make up`);
  const main = join(repositoryRoot, "apps/user-service/src/make-admin/main.ts");
  const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], {
    stdio: "inherit",
    env: environmentOf(stack.pids["user-service"]),
  });
  return status ?? 1;
}

/** What a process was started with: its ADMIN_USERNAMES may have come from where `make up` was called. */
function environmentOf(pid: number | undefined): NodeJS.ProcessEnv {
  const variables = readEnvironmentFile(pid)
    .split("\0")
    .filter((variable) => variable.includes("="));
  const env = Object.fromEntries(
    variables.map((variable) => {
      const at = variable.indexOf("=");
      return [variable.slice(0, at), variable.slice(at + 1)];
    }),
  );
  if (env["DATABASE_URL"] === undefined) throw new Error("the user-service is being started again: try once more");
  return env;
}

function readEnvironmentFile(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid ?? 0}/environ`, "utf8");
  } catch {
    return "";
  }
}
