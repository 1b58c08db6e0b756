import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Empty at first: whoever is signed in is known again with the next access token, some minutes later. */
export const knownAddresses: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table known_addresses (
        user_id bigint not null references users on delete cascade,
        address text collate "C" not null,
        last_used_at timestamptz not null,
        primary key (user_id, address)
      )`.execute(db);
    await sql`create index known_addresses_unused on known_addresses (last_used_at)`.execute(db);
  },
};
