import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { forgetAfterMs } from "../limits.ts";

export interface DeletedAccount {
  readonly userId: number;
  readonly deletedAt: Date;
}

export async function noteDeletedAccounts(db: ChatDatabase, accounts: readonly DeletedAccount[]): Promise<void> {
  const rows = accounts.map(({ userId, deletedAt }) => ({ user_id: userId, deleted_at: deletedAt }));
  await db
    .insertInto("deleted_accounts")
    .values(rows)
    .onConflict((at) => at.column("user_id").doNothing())
    .execute();
}

/** One of those whose time has come, but for some: nothing that they did is on its way any more. */
export async function readAccountToForget(db: ChatDatabase, butFor: ReadonlySet<number>): Promise<number | undefined> {
  const row = await db
    .selectFrom("deleted_accounts")
    .select("user_id")
    .where(sql<boolean>`user_id <> all (${[...butFor]}::bigint[])`)
    .where("forgotten_at", "is", null)
    .where("deleted_at", "<", sql<Date>`clock_timestamp() - ${forgetAfterMs}::int * interval '1 millisecond'`)
    .orderBy("deleted_at")
    .limit(1)
    .executeTakeFirst();
  return row?.user_id;
}

export async function noteForgotten(db: ChatDatabase, userId: number): Promise<void> {
  await db
    .updateTable("deleted_accounts")
    .set({ forgotten_at: sql<Date>`clock_timestamp()` })
    .where("user_id", "=", userId)
    .execute();
}

export async function countToForget(db: ChatDatabase): Promise<number> {
  const row = await db
    .selectFrom("deleted_accounts")
    .select((is) => is.fn.countAll<number>().as("waiting"))
    .where("forgotten_at", "is", null)
    .executeTakeFirst();
  return row?.waiting ?? 0;
}

/**
 * Those that this service heard of since then, and a moment before: commits do not come in the order of their times.
 * `undefined`: nobody, only what time it is.
 */
export async function readNotedSince(
  db: ChatDatabase,
  since: Date | undefined,
): Promise<{ readonly userIds: readonly number[]; readonly now: Date }> {
  const { rows } = await sql<{ now: Date; user_ids: readonly (number | string)[] | null }>`
    select clock_timestamp() as now,
           (select json_agg(user_id) from deleted_accounts where noted_at > ${since ?? null}::timestamptz - interval '10 seconds')
             as user_ids`.execute(db);
  const [answer] = rows;
  return { userIds: (answer?.user_ids ?? []).map(Number), now: answer?.now ?? new Date(0) };
}
