import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Who is kept out of a room, who is silent in it also after they left, and who wants to hear nothing from whom. None of them
 * is on the way of a message: what keeps one from writing stands in room_members.
 */
export const moderation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table room_bans (
        room_id bigint not null references rooms (id),
        user_id bigint not null,
        reason text not null,
        until timestamptz,
        banned_by bigint not null,
        created_at timestamptz not null,
        primary key (room_id, user_id)
      )`.execute(db);
    await sql`create index room_bans_by_time on room_bans (room_id, created_at desc, user_id desc)`.execute(db);
    await sql`
      create table room_mutes (
        room_id bigint not null references rooms (id),
        user_id bigint not null,
        muted_until timestamptz not null,
        primary key (room_id, user_id)
      )`.execute(db);
    await sql`
      create table user_blocks (
        user_id bigint not null,
        blocked_id bigint not null,
        created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
        primary key (user_id, blocked_id)
      )`.execute(db);
  },
};
