import { observePool, openPostgres } from "@hubbub/service-runtime/postgres";
import { type ChatDatabase, openChatDatabase } from "../db/open-chat-database.ts";
import type { Instance } from "./instance.ts";

/** Connections are made when they are needed: Postgres may come later. */
export function openDatabase({ config, life, logger, metrics, tracing }: Instance): ChatDatabase {
  const pool = openPostgres(config.databaseUrl, {
    logger,
    applicationName: config.serverId,
    maxConnections: config.databaseConnections,
  });
  const db = openChatDatabase(pool, tracing);
  life.onStop("postgres", () => db.destroy());
  observePool(metrics, pool);
  return db;
}
