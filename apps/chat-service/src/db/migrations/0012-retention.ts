import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** For how long a room keeps messages, where it has a rule of its own, and up to where they are gone. */
export const retention: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      alter table rooms
        add column retention_days int check (retention_days > 0),
        add column expired_seq bigint not null default 0`.execute(db);
  },
};
