import { installedFunctionsTable } from "@hubbub/service-runtime/postgres";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

const kindsOfThen = [
  "message",
  "message_edited",
  "message_deleted",
  "reaction",
  "member_added",
  "member_removed",
  "room_updated",
];

/**
 * Append functions that come with each release, log kinds that earlier releases do not know, and which of them every
 * instance of the system knew at some time.
 */
export const anyKind: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(installedFunctionsTable).execute(db);
    await sql`create table log_kinds (kind text collate "C" primary key, in_use_since timestamptz not null)`.execute(
      db,
    );
    await sql`
      insert into log_kinds (kind, in_use_since)
      select unnest(${kindsOfThen}::text[]), date_trunc('milliseconds', clock_timestamp())`.execute(db);
    await sql`alter table room_log drop constraint room_log_kind_check`.execute(db);
  },
};
