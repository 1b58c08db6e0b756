import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The accounts that were let in once (append/sql/admit-newcomers.sql): all that are members, or were in `general`. */
export const newcomers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table known_accounts (user_id bigint primary key)`.execute(db);
    await sql`
      with general as (
        select seq, kind, actor_id, body from room_log
         where room_id = (select id from rooms where name_key = 'general')
      )
      insert into known_accounts (user_id)
      select user_id from room_members
       union select actor_id from general
       union select (person ->> 'user_id')::bigint
               from general, jsonb_array_elements(body -> 'users') as person
              where kind in ('member_added', 'member_removed')`.execute(db);
  },
};
