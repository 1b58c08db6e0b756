import { parseArgs } from "node:util";
import { ConfigError, createLogger } from "@hubbub/service-runtime";
import { isAway, openPostgres } from "@hubbub/service-runtime/postgres";
import { Kysely, PostgresDialect } from "kysely";
import { readMakeAdminConfig } from "../config.ts";
import type { Schema } from "../db/schema.ts";
import { isOtherVersion } from "../db/is-other-version.ts";
import { postgresConnectTimeoutMs, postgresStatementTimeoutMs } from "../limits.ts";
import { makeAdmin, type Outcome, type Wanted } from "./make-admin.ts";

// node apps/user-service/src/make-admin/main.ts [--revoke] USERNAME, with the settings of the user-service.

const { done, sentence } = await run().catch((error: unknown) => ({ done: false, sentence: describe(error) }));
(done ? process.stdout : process.stderr).write(`${sentence}\n`);
if (!done) process.exitCode = 1;

async function run(): Promise<Outcome> {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted === undefined) return { done: false, sentence: "Give one username, and --revoke to take the right back" };
  const config = readMakeAdminConfig(process.env);
  const pool = openPostgres(config.databaseUrl, {
    logger: createLogger({ service: "make-admin", level: "silent" }),
    applicationName: "hubbub-user-service make-admin",
    maxConnections: 1,
    connectTimeoutMs: postgresConnectTimeoutMs,
    statementTimeoutMs: postgresStatementTimeoutMs,
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await makeAdmin(db, wanted, config);
  } finally {
    await db.destroy();
  }
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

function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.map(({ name, problem }) => `${name} ${problem}`).join("; ");
  if (isOtherVersion(error)) return "The database is of another version: start the user-service of this version first";
  if (isAway(error)) return `Postgres cannot be reached (${messageOf(error)})`;
  return `It failed: ${messageOf(error)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
