import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** How far direct messages reached a connected device. */
export const receipts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table room_members add column last_delivered_seq bigint not null default 0`.execute(db);
  },
};
