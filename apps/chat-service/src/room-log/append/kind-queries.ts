import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";

/** The log kinds that every instance of the system knew at some time. */
export async function readKindsInUse(db: ChatDatabase): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`select kind from log_kinds`.execute(db);
  return rows.map(({ kind }) => kind);
}

export async function addKindsInUse(db: ChatDatabase, kinds: readonly string[]): Promise<void> {
  await sql`
    insert into log_kinds (kind, in_use_since) select unnest(${kinds}::text[]), clock_timestamp()
    on conflict do nothing`.execute(db);
}
