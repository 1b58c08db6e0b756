import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** A constant default: no row is written, however many accounts there are. */
export const appointedAdmins: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table users add column appointed_admin boolean not null default false`.execute(db);
  },
};
