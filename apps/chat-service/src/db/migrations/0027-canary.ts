import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * The canary's room (canary/). Private, and its one member is nobody's account: no release shows it to anybody. No name folds
 * to capitals, so its key is in nobody's way. Its place in the search index is the end of all logs: whoever indexes, of whichever
 * release, finds nothing left to do.
 */
export const canary: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      with room as (
        insert into rooms (id, kind, name, name_key, created_by, create_key, member_count)
        values (3, 'private', 'canary', 'CANARY', 0, 'room-3', 1)
        on conflict do nothing
        returning id, created_at
      ), member as (
        insert into room_members (room_id, user_id, role, joined_at) select id, 0, 'member', created_at from room
      )
      insert into search_positions (room_id, seq, from_seq) select id, ${Number.MAX_SAFE_INTEGER}::bigint, 0 from room
      on conflict do nothing`.execute(db);
  },
};
