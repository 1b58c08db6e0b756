import type { Tracing } from "@hubbub/service-runtime";
import { tracedQueries } from "@hubbub/service-runtime/postgres";
import { Kysely, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import type { ChatSchema } from "./schema.ts";
import { unavailableWhenAway } from "./unavailable-when-away.ts";

export type ChatDatabase = Kysely<ChatSchema>;

/** The pool must read int8 as number (service-runtime's `openPostgres` does). `destroy()` ends the pool. Queries throw `unavailable` while Postgres is away. */
export function openChatDatabase(pool: Pool, tracing?: Tracing): ChatDatabase {
  const dialect = new PostgresDialect({ pool: unavailableWhenAway(pool) });
  return new Kysely<ChatSchema>({ dialect, ...tracedQueries(tracing) });
}
