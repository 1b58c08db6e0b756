import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Up to where others were told that a member has read, where the member has set their place back since; null elsewhere. */
export const seenMarks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table room_members add column seen_seq bigint`.execute(db);
  },
};
