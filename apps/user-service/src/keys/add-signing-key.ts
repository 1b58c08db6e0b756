import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { makeSigningKey } from "./make-signing-key.ts";
import { insertSigningKey } from "./signing-key-queries.ts";

/** Adds a key that signs from now on (on every instance within `signingKeyReloadMs`); the older ones go on verifying. */
export async function addSigningKey(db: Kysely<Schema>, secret: string, now: Date): Promise<string> {
  const key = await makeSigningKey(secret);
  await insertSigningKey(db, { ...key, createdAt: now });
  return key.kid;
}
