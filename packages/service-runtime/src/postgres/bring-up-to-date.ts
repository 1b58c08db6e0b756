import { type Kysely, sql } from "kysely";
import { DatabaseError } from "pg";
import type { Logger } from "../create-logger.ts";
import { type DatabaseRelease, migrateDatabase } from "./migrate-database.ts";
import { mayChangeTables } from "./may-change-tables.ts";
import { functionsHash } from "./repeatable-functions.ts";
import { withConnection } from "./with-connection.ts";

export interface DatabaseUrls {
  /** The service's own. */
  readonly url: string;
  /** Of a role that may change tables, where the service was given one; else empty. */
  readonly migrationUrl: string;
}

/**
 * Makes sure that a service finds the database that it was written for, and answers as whom its tables may be changed.
 * Over `migrationUrl` it migrates, and lets the service's role use what came. Without, it migrates where the service's own
 * role may; where that may not (undefined), it only looks, and throws where the database is of an earlier release.
 */
export async function bringUpToDate(
  { url, migrationUrl }: DatabaseUrls,
  release: DatabaseRelease,
  logger: Logger,
): Promise<string | undefined> {
  if (migrationUrl !== "") {
    await migrateDatabase(migrationUrl, release, { logger, grantTo: roleOf(url) });
    return migrationUrl;
  }
  const isOwner = await withConnection(url, { logger, applicationName: `${release.name} start` }, async (db) => {
    const may = await mayChangeTables(db);
    if (!may) await assertUpToDate(db, release);
    return may;
  });
  if (!isOwner) return undefined;
  await migrateDatabase(url, release, { logger });
  return url;
}

/** The user of a URL; empty where it names none. */
export function roleOf(url: string): string {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).username) : "";
}

async function assertUpToDate(db: Kysely<unknown>, { name, migrations, functions }: DatabaseRelease): Promise<void> {
  const missing = await whatIsMissing().catch((error: unknown) => {
    // No such table, no such right.
    if (error instanceof DatabaseError && /^(42P01|42501)$/.test(error.code ?? "")) return "everything";
    throw error;
  });
  if (missing === undefined) return;
  throw new Error(
    `the database of ${name} lacks ${missing}, and this role may not change its tables: run make migrate ` +
      "(docs/operations.md, Two roles of Postgres)",
  );

  async function whatIsMissing(): Promise<string | undefined> {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    const there = new Set(rows.map((row) => row.name));
    const lacking = Object.keys(migrations).filter((migration) => !there.has(migration));
    if (lacking.length > 0) return lacking.join(", ");
    if (functions === undefined) return undefined;
    const { rows: installed } = await sql<{ version: number; hash: string }>`
      select version, hash from installed_functions`.execute(db);
    const { version, hash } = installed[0] ?? { version: 0, hash: "" };
    const isToday = version > functions.version || (version === functions.version && hash === functionsHash(functions));
    return isToday ? undefined : `the functions of version ${functions.version}`;
  }
}
