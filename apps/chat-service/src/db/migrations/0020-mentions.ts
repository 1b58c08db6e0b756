import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Whom messages call, one row for each person and one (user 0) for all of the room; written by the append function. What was
 * written before says in its body whom it names, and is counted by that.
 */
export const mentions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table mentions (
        user_id bigint not null,
        room_id bigint not null references rooms (id),
        seq bigint not null,
        author_id bigint not null,
        thread_seq bigint,
        in_room boolean,
        primary key (user_id, room_id, seq)
      )`.execute(db);
    await sql`create index mentions_of_message on mentions (room_id, seq)`.execute(db);
  },
};
