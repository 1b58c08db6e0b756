import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** One row: up to where the logs were looked through for whom they named before `named_people` was kept. */
export const earlierNames: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table earlier_names (
        only_row boolean primary key default true check (only_row),
        room_id bigint not null default 0,
        seq bigint not null default 0,
        done_at timestamptz
      )`.execute(db);
    await sql`insert into earlier_names default values`.execute(db);
  },
};
