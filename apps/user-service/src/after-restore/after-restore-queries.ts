import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

/** Of ids that are left out: more accounts than come between a backup and the loss that it is restored for. */
const skippedUserIds = 100_000;

/**
 * What accounts must have of which others may know a later state. No token of before counts: it may name an account, or rights
 * or a session, that are not there. And no id is given again that was somebody else's, by which rooms may know that one still.
 * Answers how many keys were retired; the service makes a new one at its start. It may be repeated.
 */
export async function startAnotherHistory(db: Kysely<Schema>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("signing_keys")
      .set({ retired_at: sql`now()` })
      .where("retired_at", "is", null)
      .executeTakeFirst();
    await sql`
      select setval(pg_get_serial_sequence('users', 'id'), nextval(pg_get_serial_sequence('users', 'id')) + ${skippedUserIds}::bigint)
    `.execute(trx);
    return Number(numUpdatedRows);
  });
}
