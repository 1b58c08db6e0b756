import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Pictures of people and rooms (files/avatars/): files of no room. */
export const avatars: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table rooms add column avatar_url text`.execute(db);
    await sql`
      alter table files
        -- Whose picture it is or was to be, as avatar_of_user and avatar_of_room write it; null: of a message.
        add column avatar_of text,
        -- Since it has been that: until another takes its place nothing removes it.
        add column shown_since timestamptz`.execute(db);
    await sql`create index files_avatars on files (avatar_of) where avatar_of is not null and removed_at is null`.execute(
      db,
    );
    await sql`
      create table person_avatars (
        user_id bigint primary key,
        -- Null: they have none any more.
        file_id text,
        -- Ascending from one picture of theirs to the next.
        version bigint not null,
        changed_at timestamptz not null default clock_timestamp(),
        -- The user-service knows.
        told_at timestamptz
      )`.execute(db);
    await sql`create index person_avatars_untold on person_avatars (changed_at) where told_at is null`.execute(db);
  },
};
