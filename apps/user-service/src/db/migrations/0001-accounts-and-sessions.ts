import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * `_key` columns are lower case (made by the service, so that no locale has a say) in collation "C", whose B-tree
 * serves equality and prefixes alike.
 */
export const accountsAndSessions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table users (
        id bigint generated always as identity primary key,
        username text not null,
        username_key text collate "C" not null constraint users_username_key unique,
        email text not null,
        email_key text collate "C" not null constraint users_email_key unique,
        display_name text not null default '',
        display_name_key text collate "C" not null default '',
        password_hash text not null,
        created_at timestamptz not null,
        disabled_at timestamptz
      )`.execute(db);
    await sql`create index users_display_name on users (display_name_key)`.execute(db);

    await sql`
      create table sessions (
        id uuid primary key,
        user_id bigint not null references users on delete cascade,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        user_agent text not null,
        ip text not null
      )`.execute(db);
    await sql`create index sessions_of_user on sessions (user_id, created_at, id)`.execute(db);
    await sql`create index sessions_expiring on sessions (expires_at)`.execute(db);
    await sql`create index sessions_ended on sessions (ended_at) where ended_at is not null`.execute(db);

    await sql`
      create table refresh_tokens (
        token_hash bytea primary key,
        session_id uuid not null references sessions on delete cascade,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        rotated_at timestamptz,
        successors integer not null default 0
      )`.execute(db);
    await sql`create index refresh_tokens_of_session on refresh_tokens (session_id)`.execute(db);
    await sql`create index refresh_tokens_expiring on refresh_tokens (expires_at)`.execute(db);

    await sql`
      create table signing_keys (
        kid text primary key,
        public_x text not null,
        sealed_private_key bytea not null,
        created_at timestamptz not null,
        retired_at timestamptz
      )`.execute(db);
  },
};
