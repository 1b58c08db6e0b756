import { Kysely, PostgresDialect } from "kysely";
import type { Logger } from "../create-logger.ts";
import { openPostgres } from "./open-postgres.ts";

/** What `use` makes of a connection of its own to a database, which is closed then. */
export async function withConnection<Result>(
  url: string,
  { logger, applicationName }: { readonly logger: Logger; readonly applicationName: string },
  use: (db: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  const pool = openPostgres(url, { logger, applicationName, maxConnections: 1 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
