import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { addSigningKey } from "./add-signing-key.ts";
import { lockSigningKeys, selectSigningKeys } from "./signing-key-queries.ts";

/** Makes the first key where there is none: exactly one, however many instances start at once. Answers its kid if so. */
export function ensureSigningKey(db: Kysely<Schema>, secret: string, now: Date): Promise<string | undefined> {
  return db.transaction().execute(async (trx) => {
    await lockSigningKeys(trx);
    const known = await selectSigningKeys(trx);
    return known.length > 0 ? undefined : await addSigningKey(trx, secret, now);
  });
}
