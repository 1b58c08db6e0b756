import { readFileSync } from "node:fs";
import { type Kysely, sql } from "kysely";

/** append_to_log also answers whose a direct room is, so that both people can be told at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(readFileSync(new URL("append/append-to-log.sql", import.meta.url), "utf8")).execute(db);
}
