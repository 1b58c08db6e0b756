import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { prepared } from "../../db/prepared.ts";

/** Lets those in who were never here (append/sql/admit-newcomers.sql); of the others one look into an index. */
export async function admitNewcomers(db: ChatDatabase, userIds: readonly number[]): Promise<void> {
  await sql`${prepared("admit_newcomers")} select admit_newcomers(${userIds}::bigint[])`.execute(db);
}
