import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * A deleted account keeps its row, for its id stands on what it wrote and its username stays taken. The list is for those who
 * have to do their part: a table of its own, so that no index has to be built on `users`.
 */
export const deletedAccounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table users add column deleted_at timestamptz`.execute(db);
    await sql`
      create table deleted_accounts (
        id bigint primary key,
        user_id bigint not null unique references users,
        deleted_at timestamptz not null
      )`.execute(db);
  },
};
