import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Where a person's picture is, which another service keeps. */
export const avatars: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      alter table users
        add column avatar_url text,
        -- What is told of an older one comes too late.
        add column avatar_version bigint not null default 0`.execute(db);
  },
};
