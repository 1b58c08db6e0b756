import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { createLogger, type Logger } from "../create-logger.ts";
import { migrationLockTimeoutMs, migrationTimeoutMs } from "../limits.ts";
import { grantToService } from "./grant-to-service.ts";
import { openPostgres } from "./open-postgres.ts";
import { installFunctions, type RepeatableFunctions } from "./repeatable-functions.ts";

/** What a release wants a database to be. */
export interface DatabaseRelease {
  /** Whose it is, as in `hubbub-user-service`. */
  readonly name: string;
  /**
   * By name, `0001-what`: what a release once shipped stays as it was, and a later one only adds. What is to go goes a
   * release after nobody uses it.
   */
  readonly migrations: Readonly<Record<string, Migration>>;
  /**
   * Those that came after a database may have had millions of rows, by name: what they are of. Built without holding up
   * anybody (`ensureIndexes`), which a migration's transaction cannot. What they serve works without them, slowly.
   */
  readonly indexes?: Readonly<Record<string, string>>;
  /** Of a database whose migrations make `installedFunctionsTable`. */
  readonly functions?: RepeatableFunctions;
}

export interface MigrationOptions {
  readonly logger?: Logger;
  /** A role that is to use the tables and not to change them; none where it is empty, or the one that migrates. */
  readonly grantTo?: string;
}

/**
 * Brings a database up to date, in one transaction over a connection of its own whose statements may take long. Any number
 * of instances may do it at once: one does, the others wait. A database that a later release has been at is left as it is.
 */
export async function migrateDatabase(
  url: string,
  { name, migrations, functions }: DatabaseRelease,
  { logger = createLogger({ service: "migration", level: "silent" }), grantTo = "" }: MigrationOptions = {},
): Promise<void> {
  const pool = openPostgres(url, {
    logger,
    applicationName: `${name} migration`,
    maxConnections: 1,
    statementTimeoutMs: migrationTimeoutMs,
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(kyselyLock)}::bigint)`.execute(trx);
      // Of a table that somebody holds all of the service would wait behind us: then rather try again.
      await sql`select set_config('lock_timeout', ${`${migrationLockTimeoutMs}ms`}, true)`.execute(trx);
      const broken = new Set<unknown>();
      const provider = {
        getMigrations: async () => ({ ...(await laterMigrations(trx, migrations)), ...noticing(broken, migrations) }),
      };
      const { error, results = [] } = await new Migrator({ db: trx, provider }).migrateToLatest();
      if (error !== undefined) throw [...broken, error][0];
      for (const { migrationName } of results) logger.info({ migration: migrationName }, "migrated the database");
      if (functions !== undefined && (await installFunctions(trx, functions))) {
        logger.info({ version: functions.version }, "installed the database's functions");
      }
      if (grantTo !== "" && !(await isOwnRole(trx, grantTo))) await grantToService(trx, grantTo);
    });
  } finally {
    await db.destroy();
  }
}

async function isOwnRole(trx: Kysely<unknown>, role: string): Promise<boolean> {
  const { rows } = await sql<{ own: boolean }>`select current_user = ${role} as own`.execute(trx);
  return rows[0]?.own === true;
}

/** The migrations, with what one of them throws kept: kysely's own error is that the transaction is aborted. */
function noticing(broken: Set<unknown>, migrations: DatabaseRelease["migrations"]): Record<string, Migration> {
  const keep = (error: unknown) => {
    broken.add(error);
    throw error;
  };
  return Object.fromEntries(
    Object.entries(migrations).map(([name, migration]) => [name, { up: (db) => migration.up(db).catch(keep) }]),
  );
}

/** The advisory lock of kysely's migrator: instances of earlier releases take it too. */
const kyselyLock = "3853314791062309107";

/** Those that this release does not know, as if it did: kysely refuses a database that it does not know all about. */
async function laterMigrations(
  trx: Kysely<unknown>,
  known: DatabaseRelease["migrations"],
): Promise<Record<string, Migration>> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(trx);
  const later = rows.filter(({ name }) => !Object.hasOwn(known, name));
  return Object.fromEntries(later.map(({ name }) => [name, { up: async () => undefined }]));
}
