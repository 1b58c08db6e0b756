import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Who did what to whom, for server admins. No foreign keys: a record outlives what it is of. */
export const auditEvents: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table audit_events (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        action text not null,
        actor_id bigint,
        subject_id bigint,
        room_id bigint,
        address text,
        details jsonb not null,
        source_id text collate "C" unique
      )`.execute(db);
    await sql`create index audit_events_newest on audit_events (at, id)`.execute(db);
    await sql`create index audit_events_of_action on audit_events (action, at, id)`.execute(db);
    await sql`
      create index audit_events_of_actor on audit_events (actor_id, at, id) where actor_id is not null`.execute(db);
    await sql`
      create index audit_events_of_subject on audit_events (subject_id, at, id) where subject_id is not null`.execute(
      db,
    );
    await sql`
      create index audit_events_of_room on audit_events (room_id, at, id) where room_id is not null`.execute(db);
  },
};
