import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Who watches revocations is told by the database, at the commit: however a session ends and whichever release ends it,
 * nobody has to remember to say so.
 */
export const revocations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table users add column admin_withdrawn_at timestamptz`.execute(db);
    await sql`
      create function tell_of_ended_session() returns trigger language plpgsql as $$
      begin
        perform pg_notify('hubbub_revocations',
          json_build_object('session', new.id, 'at', extract(epoch from new.ended_at) * 1000)::text);
        return null;
      end $$`.execute(db);
    await sql`
      create trigger session_ended after update of ended_at on sessions for each row
        when (old.ended_at is null and new.ended_at is not null) execute function tell_of_ended_session()`.execute(db);
    await sql`
      create function tell_of_admin() returns trigger language plpgsql as $$
      begin
        perform pg_notify('hubbub_revocations',
          json_build_object('admin', new.id, 'at', extract(epoch from new.admin_withdrawn_at) * 1000)::text);
        return null;
      end $$`.execute(db);
    await sql`
      create trigger admin_changed after update of admin_withdrawn_at on users for each row
        when (old.admin_withdrawn_at is distinct from new.admin_withdrawn_at) execute function tell_of_admin()`.execute(
      db,
    );
  },
};
