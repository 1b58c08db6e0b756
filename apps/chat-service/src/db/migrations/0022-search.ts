import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Messages by their words (search/). A row is written after its message, by whichever instance comes first; the append
 * functions empty it with the message. What was written before this is indexed in the background, from each room's head down.
 */
export const search: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table search_words (
        room_id bigint not null,
        seq bigint not null,
        created_at timestamptz not null,
        -- The event of which the words are; those of an earlier one never take their place.
        version bigint not null,
        words tsvector not null,
        primary key (room_id, seq)
      )`.execute(db);
    await sql`create index search_words_by_word on search_words using gin (words)`.execute(db);
    await sql`create index search_words_by_time on search_words (created_at, room_id, seq)`.execute(db);
    // Written with each batch of a room: an index on what changes would make each write a new entry in all of them.
    await sql`
      create table search_positions (
        room_id bigint primary key,
        -- The words of all events after from_seq and up to seq are written.
        seq bigint not null,
        from_seq bigint not null
      ) with (fillfactor = 50)`.execute(db);
    await sql`create index search_positions_behind on search_positions (room_id) where from_seq > 0`.execute(db);
    await sql`insert into search_positions (room_id, seq, from_seq) select id, last_seq, last_seq from rooms`.execute(
      db,
    );
  },
};
