import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Whether links in a room have previews; those themselves stand in the messages' state, their pictures among the files. */
export const linkPreviews: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table rooms add column link_previews boolean not null default true`.execute(db);
    await sql`alter table files add column is_preview boolean not null default false`.execute(db);
  },
};
