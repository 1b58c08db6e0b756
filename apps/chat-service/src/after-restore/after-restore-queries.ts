import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";

/** Of ids that are left out: more rooms than are made between a backup and the loss that it is restored for. */
const skippedRoomIds = 100_000;

/**
 * What a log must have that others may know a later state of: an epoch of its own, so that no place in the lost one is taken
 * for one in it, and ids of rooms that the lost one did not give, so that no page's link or draft gets into another room.
 * Answers the epoch. It may be repeated.
 */
export async function startAnotherHistory(db: ChatDatabase): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      epoch: string;
    }>`update log_epoch set epoch = gen_random_uuid() returning epoch`.execute(trx);
    await sql`
      select setval(pg_get_serial_sequence('rooms', 'id'), nextval(pg_get_serial_sequence('rooms', 'id')) + ${skippedRoomIds}::bigint)
    `.execute(trx);
    const epoch = rows[0]?.epoch;
    if (epoch === undefined) throw new Error("The chat database has no epoch");
    return epoch;
  });
}
