import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Why a session ended, for whoever comes with its refresh token then. Null where an earlier release ended it. */
export const sessionEndReasons: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table sessions add column ended_because text`.execute(db);
  },
};
