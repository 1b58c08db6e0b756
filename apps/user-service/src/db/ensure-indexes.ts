import type { Logger } from "@hubbub/service-runtime";
import { type Kysely, sql } from "kysely";
import { indexBuildTimeoutMs } from "../limits.ts";

/**
 * Indexes that came after a database may have had millions of accounts: built without holding up anybody, which a
 * migration's transaction cannot. What they serve works without them, slowly.
 */
const laterIndexes: Readonly<Record<string, string>> = {
  // What `toUsernameSkeleton` makes of a username. Of an expression, so that there is no column to fill, and accounts
  // that an older instance makes are in it too.
  users_username_skeleton: "users (translate(replace(username_key, 'm', 'rn'), 'i10', 'llo'))",
};

/**
 * Builds the indexes that are missing, over a connection of its own (a pool of one). Where another instance is at it,
 * it is left to that one; a build that fails is warned of and tried again at the next start.
 */
export async function ensureIndexes(db: Kysely<unknown>, logger: Logger): Promise<void> {
  // Two builds on one table wait for each other in a circle, and so does a build for whoever waits for a lock.
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${buildLock}) as mine`.execute(db);
  if (rows[0]?.mine !== true) return;
  try {
    await sql`select set_config('statement_timeout', ${String(indexBuildTimeoutMs)}, false)`.execute(db);
    for (const [name, of] of Object.entries(laterIndexes)) await ensureIndex(db, name, of);
  } catch (err) {
    logger.warn({ err }, "an index could not be built: it is tried again at the next start");
  } finally {
    await sql`select pg_advisory_unlock(${buildLock})`.execute(db);
  }
}

/** A build that was cut off leaves an index that is not valid. */
async function ensureIndex(db: Kysely<unknown>, name: string, of: string): Promise<void> {
  const { rows } = await sql<{ indisvalid: boolean }>`
    select indisvalid from pg_index where indexrelid = to_regclass(${name})`.execute(db);
  const [found] = rows;
  if (found?.indisvalid === true) return;
  if (found !== undefined) await sql`drop index concurrently ${sql.ref(name)}`.execute(db);
  await sql`create index concurrently ${sql.ref(name)} on ${sql.raw(of)}`.execute(db);
}

/** Any number that nothing else locks. */
const buildLock = 7_301_845_526;
