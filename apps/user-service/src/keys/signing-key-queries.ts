import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

export interface StoredSigningKey {
  readonly kid: string;
  readonly publicX: string;
  readonly sealedPrivateKey: Buffer;
  readonly createdAt: Date;
  /** Until then it is published only. */
  readonly signsFrom: Date;
  /** The longest life of a token that it may have signed; 0 where no instance has said so yet. */
  readonly tokenSeconds: number;
}

/** Any number, the same in every instance. */
const signingKeysLock = 7_305_120_231;

/** Until the transaction ends no other instance makes or deletes a key. */
export async function lockSigningKeys(trx: Kysely<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${signingKeysLock}::bigint)`.execute(trx);
}

/** The keys that verify tokens, the newest first: of those that sign already the first one does. */
export async function selectSigningKeys(db: Kysely<Schema>): Promise<StoredSigningKey[]> {
  const rows = await db
    .selectFrom("signing_keys")
    .selectAll()
    .where("retired_at", "is", null)
    .orderBy((row) => row.fn.coalesce("signs_from", "created_at"), "desc")
    .orderBy("created_at", "desc")
    .orderBy("kid")
    .execute();
  return rows.map((row) => ({
    kid: row.kid,
    publicX: row.public_x,
    sealedPrivateKey: row.sealed_private_key,
    createdAt: row.created_at,
    signsFrom: row.signs_from ?? row.created_at,
    tokenSeconds: row.token_seconds ?? 0,
  }));
}

export async function insertSigningKey(db: Kysely<Schema>, key: Omit<StoredSigningKey, "tokenSeconds">): Promise<void> {
  await db
    .insertInto("signing_keys")
    .values({
      kid: key.kid,
      public_x: key.publicX,
      sealed_private_key: key.sealedPrivateKey,
      created_at: key.createdAt,
      signs_from: key.signsFrom,
      retired_at: null,
    })
    .execute();
}

/** The keys may sign tokens that live for so long: none of them goes sooner. It is never noted shorter. */
export async function noteTokenSeconds(db: Kysely<Schema>, seconds: number): Promise<void> {
  await db
    .updateTable("signing_keys")
    .set({ token_seconds: seconds })
    .where("retired_at", "is", null)
    .where((row) => row(row.fn.coalesce("token_seconds", row.val(0)), "<", seconds))
    .execute();
}

export async function deleteSigningKeys(db: Kysely<Schema>, kids: readonly string[]): Promise<void> {
  if (kids.length > 0) await db.deleteFrom("signing_keys").where("kid", "in", kids).execute();
}
