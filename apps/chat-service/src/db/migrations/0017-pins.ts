import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Which messages of a room are pinned. By whom stands in the message's state; an index of that would make every reaction
 * write all indexes of the log again.
 */
export const pins: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table room_pins (
        room_id bigint not null references rooms (id),
        seq bigint not null,
        primary key (room_id, seq)
      )`.execute(db);
  },
};
