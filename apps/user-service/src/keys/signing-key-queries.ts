import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

export interface StoredSigningKey {
  readonly kid: string;
  readonly publicX: string;
  readonly sealedPrivateKey: Buffer;
}

/** Any number, the same in every instance. */
const signingKeysLock = 7_305_120_231;

/** Until the transaction ends no other instance makes a key. */
export async function lockSigningKeys(trx: Kysely<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${signingKeysLock}::bigint)`.execute(trx);
}

/** The keys that verify tokens, the newest first: that one signs. */
export async function selectSigningKeys(db: Kysely<Schema>): Promise<StoredSigningKey[]> {
  const rows = await db
    .selectFrom("signing_keys")
    .select(["kid", "public_x", "sealed_private_key"])
    .where("retired_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("kid")
    .execute();
  return rows.map((row) => ({ kid: row.kid, publicX: row.public_x, sealedPrivateKey: row.sealed_private_key }));
}

export async function insertSigningKey(
  db: Kysely<Schema>,
  key: StoredSigningKey & { readonly createdAt: Date },
): Promise<void> {
  await db
    .insertInto("signing_keys")
    .values({
      kid: key.kid,
      public_x: key.publicX,
      sealed_private_key: key.sealedPrivateKey,
      created_at: key.createdAt,
      retired_at: null,
    })
    .execute();
}
