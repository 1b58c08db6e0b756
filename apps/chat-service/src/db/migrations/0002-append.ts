import { readFileSync } from "node:fs";
import { type Kysely, sql } from "kysely";

/** The function through which every row of every log goes, and its parts. `append/append-to-log.sql` is the way in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of parts) {
    const text = readFileSync(new URL(`append/${part}.sql`, import.meta.url), "utf8");
    await sql.raw(text).execute(db);
  }
}

const parts = [
  "shared",
  "append-posts",
  "append-joins",
  "change-message",
  "change-member",
  "change-room",
  "append-changes",
  "create-rooms",
  "append-to-log",
  "append-plain-posts",
];
