import { type Kysely, sql } from "kysely";
import { up as installAppend } from "./0002-append.ts";

/** How far direct messages reached a connected device, and the append functions as they are since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table room_members add column last_delivered_seq bigint not null default 0`.execute(db);
  await installAppend(db);
}
