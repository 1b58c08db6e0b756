import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** When people were here last, of those who have been since then. */
export const lastSeen: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table last_seen (user_id bigint primary key, seen_at timestamptz not null)`.execute(db);
  },
};
