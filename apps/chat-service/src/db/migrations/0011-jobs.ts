import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What instances do one at a time and how far each of these has come, what is to be told to the audit log, and which
 * accounts are deleted.
 */
export const jobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table jobs (
        name text collate "C" primary key,
        holder text not null,
        held_until timestamptz not null,
        position bigint not null default 0
      )`.execute(db);
    await sql`
      create table audit_outbox (
        id bigint generated always as identity primary key,
        source_id text not null,
        at timestamptz not null,
        action text not null,
        actor_id bigint not null,
        subject_id bigint,
        room_id bigint not null,
        details jsonb not null
      )`.execute(db);
    await sql`
      create table deleted_accounts (
        user_id bigint primary key,
        deleted_at timestamptz not null,
        noted_at timestamptz not null default clock_timestamp(),
        forgotten_at timestamptz
      )`.execute(db);
    await sql`create index deleted_accounts_to_forget on deleted_accounts (deleted_at) where forgotten_at is null`.execute(
      db,
    );
    await sql`create index deleted_accounts_by_note on deleted_accounts (noted_at)`.execute(db);
  },
};
