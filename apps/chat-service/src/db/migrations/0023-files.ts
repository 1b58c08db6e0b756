import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Files that messages bring along (files/): a row before the first byte is stored, so that a crash leaves nothing that nobody
 * knows of. The append functions note the message, and that it was removed.
 */
export const files: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table files (
        id text primary key,
        room_id bigint not null,
        user_id bigint not null,
        name text not null,
        -- As declared, until it is stored.
        size bigint not null,
        content_type text not null default 'application/octet-stream',
        width int,
        height int,
        thumbhash text,
        created_at timestamptz not null default clock_timestamp(),
        -- Its bytes are whole, and safe.
        stored_at timestamptz,
        -- A picture is as it will be shown, or none after all.
        made_at timestamptz,
        -- How often that was begun: what breaks it is not tried for ever.
        make_tries int not null default 0,
        -- Of its message; null while it is not sent.
        seq bigint,
        -- Nobody is shown it any more, and its bytes were removed.
        removed_at timestamptz,
        emptied_at timestamptz
      )`.execute(db);
    await sql`create index files_of_message on files (room_id, seq, id) where seq is not null`.execute(db);
    await sql`create index files_unsent on files (created_at) where seq is null and removed_at is null`.execute(db);
    await sql`create index files_removed on files (removed_at) where removed_at is not null`.execute(db);
    await sql`
      create index files_to_make on files (stored_at)
       where stored_at is not null and made_at is null and removed_at is null`.execute(db);
    // What people's files take, and (0) all of them together.
    await sql`create table file_usage (user_id bigint primary key, bytes bigint not null)`.execute(db);
    // With which links to files are signed. Two random uuids have 244 random bits.
    await sql`create table file_link_key (key bytea not null)`.execute(db);
    await sql`
      insert into file_link_key
      values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'))`.execute(db);
  },
};
