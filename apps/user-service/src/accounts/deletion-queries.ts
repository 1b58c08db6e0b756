import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

/** Any number, the same in every instance. */
const deletionLock = 7_312_664_018;

/**
 * Until the transaction ends nobody else deletes or disables an account: so the ids of deletions are in the order of their commits,
 * and two server admins do not both go because the other one stays. Taken before any account is changed.
 */
export async function lockAccountEnds(trx: Kysely<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${deletionLock}::bigint)`.execute(trx);
}

/** Whether somebody else is a server admin who can sign in. `adminUsernames`: as keys. */
export async function hasOtherAdmin(
  db: Kysely<Schema>,
  { exceptId, adminUsernames }: { readonly exceptId: number; readonly adminUsernames: ReadonlySet<string> },
): Promise<boolean> {
  const row = await db
    .selectFrom("users")
    .select("id")
    .where("id", "!=", exceptId)
    .where("disabled_at", "is", null)
    .where("deleted_at", "is", null)
    .where((row) =>
      row.or([row("appointed_admin", "=", true), sql<boolean>`username_key = any(${[...adminUsernames]}::text[])`]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Erases what an account says of a person, if its password is still the one that was verified, and notes that for those who
 * have to follow; the caller holds `lockAccountEnds`. Its username stays, so that nobody else gets it, and is shown to nobody.
 * Disabled besides, for instances of earlier releases. Answers whether it was erased.
 */
export async function eraseAccount(
  trx: Kysely<Schema>,
  { id, passwordHash, now }: { readonly id: number; readonly passwordHash: string; readonly now: Date },
): Promise<boolean> {
  const erased = await trx
    .updateTable("users")
    .set({
      email: "",
      // Unique, and no email address.
      email_key: `deleted:${id}`,
      display_name: "",
      display_name_key: "",
      password_hash: hashOfNoPassword,
      appointed_admin: false,
      avatar_url: null,
      disabled_at: now,
      deleted_at: now,
    })
    .where("id", "=", id)
    .where("password_hash", "=", passwordHash)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (erased.numUpdatedRows === 0n) return false;
  await trx.insertInto("deleted_accounts").values({ id: nextDeletionId, user_id: id, deleted_at: now }).execute();
  return true;
}

export interface DeletedAccount {
  readonly id: number;
  readonly userId: number;
  readonly deletedAt: Date;
}

/** Deletions after one, in the order of their commits. */
export async function selectDeletedAccounts(
  db: Kysely<Schema>,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<DeletedAccount[]> {
  const rows = await db
    .selectFrom("deleted_accounts")
    .selectAll()
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, userId: row.user_id, deletedAt: row.deleted_at }));
}

/**
 * Microseconds of Postgres' clock, or one more than the last: after a restore from a backup it is still above what anybody was
 * told before.
 */
const nextDeletionId = sql<number>`(
  select greatest(coalesce(max(id), 0) + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint) from deleted_accounts)`;

/** Argon2id of nothing that anybody knows: in its form, for whoever verifies against it. */
const hashOfNoPassword = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;
