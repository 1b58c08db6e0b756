import { createLogger, type Logger, openPostgres } from "@hubbub/service-runtime";
import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { migrationTimeoutMs } from "../limits.ts";
import { accountsAndSessions } from "./migrations/0001-accounts-and-sessions.ts";
import { appointedAdmins } from "./migrations/0002-appointed-admins.ts";
import { knownAddresses } from "./migrations/0003-known-addresses.ts";

const migrations = {
  "0001-accounts-and-sessions": accountsAndSessions,
  "0002-appointed-admins": appointedAdmins,
  "0003-known-addresses": knownAddresses,
};

/**
 * Brings a database's schema up to date, over a connection of its own whose statements may take long. Several instances
 * may do it at once: kysely holds an advisory lock meanwhile.
 */
export async function migrateDatabase(url: string, logger: Logger = silent()): Promise<void> {
  const pool = openPostgres(url, {
    logger,
    applicationName: "hubbub-user-service migration",
    maxConnections: 1,
    statementTimeoutMs: migrationTimeoutMs,
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw error;
    for (const { migrationName } of results) logger.info({ migration: migrationName }, "migrated the database");
  } finally {
    await db.destroy();
  }
}

function silent(): Logger {
  return createLogger({ service: "migration", level: "silent" });
}
