import { Kysely, PostgresDialect, sql } from "kysely";
import type { Logger } from "../create-logger.ts";
import { indexBuildTimeoutMs } from "../limits.ts";
import type { DatabaseRelease } from "./migrate-database.ts";
import { openPostgres } from "./open-postgres.ts";

/**
 * Builds the release's `indexes` that are missing, over a connection of its own, and answers whether all are there: where
 * another instance is at it, it is left to that one. A build that `signal` cuts off ends at once, with an error.
 */
export async function ensureIndexes(
  url: string,
  { name, indexes = {} }: Pick<DatabaseRelease, "name" | "indexes">,
  { logger, signal }: { logger: Logger; signal?: AbortSignal },
): Promise<boolean> {
  const pool = openPostgres(url, {
    logger,
    applicationName: `${name} indexes`,
    // One builds, the other one cuts it off.
    maxConnections: 2,
    statementTimeoutMs: indexBuildTimeoutMs,
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await db.connection().execute(async (builder) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(builder);
      const cutOff = () => void sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db).catch(() => undefined);
      signal?.addEventListener("abort", cutOff, { once: true });
      signal?.throwIfAborted();
      return await buildMissing(builder, indexes);
    });
  } finally {
    await db.destroy();
  }
}

async function buildMissing(db: Kysely<unknown>, indexes: Readonly<Record<string, string>>): Promise<boolean> {
  const states = await Promise.all(Object.keys(indexes).map((name) => stateOf(db, name)));
  if (states.every((state) => state === "valid")) return true;
  // Two builds on one table wait for each other in a circle, and so does a build for whoever waits for a lock.
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${buildLock}) as mine`.execute(db);
  if (rows[0]?.mine !== true) return false;
  // Where a statement fails, the lock goes with the connection.
  for (const [name, of] of Object.entries(indexes)) {
    const state = await stateOf(db, name);
    if (state === "valid") continue;
    if (state === "cut off") await sql`drop index concurrently ${sql.ref(name)}`.execute(db);
    await sql`create index concurrently ${sql.ref(name)} on ${sql.raw(of)}`.execute(db);
  }
  return true;
}

/** A build that was cut off leaves an index that is not valid. */
async function stateOf(db: Kysely<unknown>, name: string): Promise<"missing" | "cut off" | "valid"> {
  const { rows } = await sql<{ indisvalid: boolean }>`
    select indisvalid from pg_index where indexrelid = to_regclass(${name})`.execute(db);
  const [found] = rows;
  if (found === undefined) return "missing";
  return found.indisvalid ? "valid" : "cut off";
}

/** Any number that nothing else locks. */
const buildLock = 7_301_845_526;
