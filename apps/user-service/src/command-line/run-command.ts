import { ConfigError, createLogger } from "@hubbub/service-runtime";
import { isAway, openPostgres } from "@hubbub/service-runtime/postgres";
import { Kysely, PostgresDialect } from "kysely";
import { isOtherVersion } from "../db/is-other-version.ts";
import type { Schema } from "../db/schema.ts";
import { postgresConnectTimeoutMs, postgresStatementTimeoutMs } from "../limits.ts";

export interface Outcome {
  /** Whether it is now as was wanted. */
  readonly done: boolean;
  /** For whoever asked, in one line. */
  readonly sentence: string;
}

/** Runs a command of an operator on the service's database and says what came of it; its failure is exit code 1. */
export async function runCommand<Config extends { readonly databaseUrl: string }>(command: {
  readonly name: string;
  /** Throws a ConfigError. */
  readonly readConfig: () => Config;
  readonly run: (db: Kysely<Schema>, config: Config) => Promise<Outcome>;
}): Promise<void> {
  const { done, sentence } = await outcomeOf(command).catch((error: unknown) => ({
    done: false,
    sentence: describe(error),
  }));
  (done ? process.stdout : process.stderr).write(`${sentence}\n`);
  if (!done) process.exitCode = 1;
}

async function outcomeOf<Config extends { readonly databaseUrl: string }>({
  name,
  readConfig,
  run,
}: Parameters<typeof runCommand<Config>>[0]): Promise<Outcome> {
  const config = readConfig();
  const pool = openPostgres(config.databaseUrl, {
    logger: createLogger({ service: name, level: "silent" }),
    applicationName: `hubbub-user-service ${name}`,
    maxConnections: 1,
    connectTimeoutMs: postgresConnectTimeoutMs,
    statementTimeoutMs: postgresStatementTimeoutMs,
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await run(db, config);
  } finally {
    await db.destroy();
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
