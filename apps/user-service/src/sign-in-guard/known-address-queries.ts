import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";
import { knownAddressMemoryMs, knownAddressTouchMs, maxCleaningBatchRows, maxKnownAddresses } from "../limits.ts";

/**
 * Remembers that somebody proved to be the account's owner at an address, as `addressSubject` writes it. Writes at most
 * once a day for each.
 */
export async function rememberAddress(
  db: Kysely<Schema>,
  { userId, address, now }: { userId: number; address: string; now: Date },
): Promise<void> {
  const touchedBefore = new Date(now.getTime() - knownAddressTouchMs);
  const written = await db
    .insertInto("known_addresses")
    .values({ user_id: userId, address, last_used_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["user_id", "address"])
        .doUpdateSet({ last_used_at: now })
        .where("known_addresses.last_used_at", "<", touchedBefore),
    )
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) > 0n) await forgetSurplus(db, userId);
}

/** For a statement that has an account's row at hand. */
export function isKnownAddress(address: string) {
  return sql<boolean>`exists (
    select from known_addresses where known_addresses.user_id = users.id and known_addresses.address = ${address})`;
}

export interface KnownAddress {
  readonly address: string;
  readonly lastUsedAt: Date;
}

/** The one used last first. */
export async function selectKnownAddresses(db: Kysely<Schema>, userId: number): Promise<KnownAddress[]> {
  const rows = await db
    .selectFrom("known_addresses")
    .select(["address", "last_used_at"])
    .where("user_id", "=", userId)
    .orderBy("last_used_at", "desc")
    .orderBy("address")
    .execute();
  return rows.map((row) => ({ address: row.address, lastUsedAt: row.last_used_at }));
}

export async function forgetAddresses(db: Kysely<Schema>, userId: number): Promise<void> {
  await db.deleteFrom("known_addresses").where("user_id", "=", userId).execute();
}

/** Forgets, some rows at a time, where nobody signed in for long. Answers how many. */
export async function forgetOldAddresses(db: Kysely<Schema>, now: Date): Promise<number> {
  const usedBefore = new Date(now.getTime() - knownAddressMemoryMs);
  const { numAffectedRows = 0n } = await sql`
    delete from known_addresses where ctid in (
      select ctid from known_addresses where last_used_at < ${usedBefore}
       limit ${maxCleaningBatchRows} for update skip locked)`.execute(db);
  return Number(numAffectedRows);
}

async function forgetSurplus(db: Kysely<Schema>, userId: number): Promise<void> {
  await sql`
    delete from known_addresses where user_id = ${userId} and address in (
      select address from known_addresses where user_id = ${userId}
       order by last_used_at desc, address offset ${maxKnownAddresses})`.execute(db);
}
