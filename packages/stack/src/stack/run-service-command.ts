import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partsHaveUsers } from "../processes/isolation.ts";
import { asPartUser } from "../processes/part-users.ts";
import { runningLauncher } from "./launcher-lock.ts";
import { repositoryRoot } from "./layout.ts";
import { readEnvironment } from "./read-environment.ts";
import { readDataFolder } from "./settings.ts";
import { readStackFile } from "./stack-file.ts";

export interface ServiceCommand {
  readonly app: "user-service" | "chat-service";
  /** Of `stack.json`: whose settings it gets. */
  readonly part: string;
  /** The command's, in the app. */
  readonly folder: string;
}

/** Runs a command of a service with the settings of one that `make up` runs here. Answers its exit code. Throws a sentence where none runs. */
export function runServiceCommand({ app, part, folder }: ServiceCommand, args: readonly string[] = []): number {
  const dataFolder = readDataFolder(readEnvironment(process.env, repositoryRoot), repositoryRoot);
  const stack = runningLauncher(dataFolder) === undefined ? undefined : readStackFile(dataFolder);
  if (stack === undefined) throw new Error(`hubbub does not run on ${dataFolder}: start it with make up`);
  const main = join(repositoryRoot, "apps", app, "src", folder, "main.ts");
  const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], {
    stdio: "inherit",
    env: serviceEnvironment(app, stack.pids[part]),
  });
  return status ?? 1;
}

/** What a process was started with: its ADMIN_USERNAMES may have come from where `make up` was called. */
export function serviceEnvironment(app: ServiceCommand["app"], pid: number | undefined): NodeJS.ProcessEnv {
  const variables = readEnvironmentFile(app, pid)
    .split("\0")
    .filter((variable) => variable.includes("="));
  const env = Object.fromEntries(
    variables.map((variable) => {
      const at = variable.indexOf("=");
      return [variable.slice(0, at), variable.slice(at + 1)];
    }),
  );
  if (env["DATABASE_URL"] === undefined) throw new Error(`the ${app} is being started again: try once more`);
  return env;
}

function readEnvironmentFile(app: ServiceCommand["app"], pid: number | undefined): string {
  const path = `/proc/${pid ?? 0}/environ`;
  try {
    return readFileSync(path, "utf8");
  } catch {
    // In most containers root may not look into another user's process.
    const [command = "", ...args] = asPartUser(app);
    return partsHaveUsers() ? spawnSync(command, [...args, "cat", path], { encoding: "utf8" }).stdout : "";
  }
}
