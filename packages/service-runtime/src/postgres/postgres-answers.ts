import { type Kysely, sql } from "kysely";

/** Whether Postgres answers a query right now. */
export async function postgresAnswers<Schema>(db: Kysely<Schema>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
