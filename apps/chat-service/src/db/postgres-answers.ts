import { sql } from "kysely";
import type { ChatDatabase } from "./open-chat-database.ts";

/** Whether Postgres answers a query right now. */
export async function postgresAnswers(db: ChatDatabase): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
