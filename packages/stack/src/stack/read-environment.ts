import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

type Env = Readonly<Record<string, string | undefined>>;

/** The settings in `.env` at `root`, as docker compose reads them; what stands in the environment goes before. */
export function readEnvironment(env: Env, root: string): Env {
  const path = join(root, ".env");
  return existsSync(path) ? { ...parseEnv(readFileSync(path, "utf8")), ...env } : env;
}
