import type { Logger } from "@hubbub/service-runtime";
import { openPostgres } from "@hubbub/service-runtime/postgres";
import { Kysely, PostgresDialect, sql } from "kysely";
import { indexBuildTimeoutMs } from "../limits.ts";

/**
 * Indexes that came after a database may have had millions of accounts: built without holding up anybody, which a
 * migration's transaction cannot. What they serve works without them, slowly.
 */
const laterIndexes: Readonly<Record<string, string>> = {
  // What `toUsernameSkeleton` makes of a username. Of an expression, so that there is no column to fill, and accounts
  // that an older instance makes are in it too.
  users_username_skeleton: "users (translate(replace(username_key, 'm', 'rn'), 'i10', 'llo'))",
  sessions_ended: "sessions (ended_at) where ended_at is not null",
  users_admin_withdrawn: "users (admin_withdrawn_at) where admin_withdrawn_at is not null",
};

/**
 * Builds the indexes that are missing, over a connection of its own, and answers whether all are there: where another
 * instance is at it, it is left to that one. A build that `signal` cuts off ends at once, with an error.
 */
export async function ensureIndexes(
  url: string,
  { logger, signal }: { logger: Logger; signal?: AbortSignal },
): Promise<boolean> {
  const pool = openPostgres(url, {
    logger,
    applicationName: "hubbub-user-service indexes",
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
      return await buildMissing(builder);
    });
  } finally {
    await db.destroy();
  }
}

async function buildMissing(db: Kysely<unknown>): Promise<boolean> {
  const names = Object.keys(laterIndexes);
  const states = await Promise.all(names.map((name) => stateOf(db, name)));
  if (states.every((state) => state === "valid")) return true;
  // Two builds on one table wait for each other in a circle, and so does a build for whoever waits for a lock.
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${buildLock}) as mine`.execute(db);
  if (rows[0]?.mine !== true) return false;
  // Where a statement fails, the lock goes with the connection.
  for (const [name, of] of Object.entries(laterIndexes)) {
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
