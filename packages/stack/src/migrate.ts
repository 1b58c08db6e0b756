import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";

// DATABASE_MIGRATION_URL=… DATABASE_URL=… make migrate [SERVICE=chat-service]: the command `migrate` of that service.

const apps = { hubbub_users: "user-service", hubbub_chat: "chat-service" } as const;

try {
  process.exitCode = migrate(readEnvironment(process.env, repositoryRoot));
} catch (error) {
  process.stderr.write(`make migrate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** The command's exit code. */
function migrate(env: Readonly<Record<string, string | undefined>>): number {
  const main = join(repositoryRoot, "apps", appOf(env), "src/migrate/main.ts");
  const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    stdio: "inherit",
    env: { ...env },
  });
  return status ?? 1;
}

/** What SERVICE says, or whose database one of this name is. */
function appOf(env: Readonly<Record<string, string | undefined>>): string {
  const services = Object.values(apps);
  const named = env["SERVICE"]?.trim() ?? "";
  if (named !== "") {
    if (services.some((service) => service === named)) return named;
    throw new Error(`SERVICE is ${services.join(" or ")}, not "${named}"`);
  }
  const url = read(env, "DATABASE_MIGRATION_URL") || read(env, "DATABASE_URL");
  if (url === "") throw new Error("say which database: DATABASE_MIGRATION_URL=postgres://… make migrate");
  const database = URL.parse(url)?.pathname.slice(1) ?? "";
  const app = Object.entries(apps).find(([name]) => name === database)?.[1];
  if (app === undefined) throw new Error(`say whose database it is: SERVICE=${services.join(" or SERVICE=")}`);
  return app;
}

function read(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const path = env[`${name}_FILE`] ?? "";
  return path !== "" && existsSync(path) ? readFileSync(path, "utf8").trim() : (env[name] ?? "");
}
