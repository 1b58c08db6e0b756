import { installedFunctionsTable } from "@hubbub/service-runtime/postgres";
import { type Kysely, sql } from "kysely";

/** Append functions that come with each release, and log kinds that earlier releases do not know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(installedFunctionsTable).execute(db);
  await sql`alter table room_log drop constraint room_log_kind_check`.execute(db);
}
