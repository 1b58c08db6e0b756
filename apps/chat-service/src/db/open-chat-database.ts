import { Kysely, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import type { ChatSchema } from "./schema.ts";
import { unavailableWhenAway } from "./unavailable-when-away.ts";

export type ChatDatabase = Kysely<ChatSchema>;

/** The pool must read int8 as number (service-runtime's `openPostgres` does). `destroy()` ends the pool. Queries throw `unavailable` while Postgres is away. */
export function openChatDatabase(pool: Pool): ChatDatabase {
  return new Kysely<ChatSchema>({ dialect: new PostgresDialect({ pool: unavailableWhenAway(pool) }) });
}
