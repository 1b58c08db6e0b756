import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Replies to one message, which stand in the room's log like all others: the columns are what their indexes need
 * (migrate-chat.ts), and the body says the same. A thread's row is written by the append function alone.
 */
export const threads: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table room_log add column thread_seq bigint, add column in_room boolean`.execute(db);
    await sql`
      create table threads (
        room_id bigint not null references rooms (id),
        root_seq bigint not null,
        reply_count int not null,
        last_reply_seq bigint not null,
        last_reply_at timestamptz not null,
        user_ids bigint[] not null,
        updated_seq bigint not null,
        primary key (room_id, root_seq)
      )`.execute(db);
    await sql`
      create table thread_members (
        room_id bigint not null references rooms (id),
        root_seq bigint not null,
        user_id bigint not null,
        last_read_seq bigint not null,
        following boolean not null,
        primary key (room_id, root_seq, user_id)
      )`.execute(db);
    await sql`create index thread_members_of_person on thread_members (user_id, room_id, root_seq)`.execute(db);
  },
};
