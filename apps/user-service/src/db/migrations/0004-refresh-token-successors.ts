import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Both are unknown of tokens that earlier releases make: no row is written. */
export const refreshTokenSuccessors: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table refresh_tokens add column predecessor bytea, add column replaced_at timestamptz`.execute(db);
  },
};
