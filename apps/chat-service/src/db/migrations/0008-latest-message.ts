import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * When a room's newest message was written, by which people see their rooms ordered. Without an index, as all that every
 * batch updates: an update of the room stays HOT.
 */
export const latestMessage: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Null is what earlier releases left: then it is not known, and the last event stands for it until somebody writes.
    await sql`alter table rooms add column last_message_at timestamptz`.execute(db);
    // A room where nobody has written yet stands where it was made.
    await sql`
      alter table rooms
        alter column last_message_at set default date_trunc('milliseconds', clock_timestamp())`.execute(db);
    await sql`update rooms set last_message_at = created_at where last_seq = 0`.execute(db);
  },
};
