import { createLogger } from "@hubbub/service-runtime";
import { ensureIndexes } from "../db/ensure-indexes.ts";
import { migrateDatabase } from "../db/migrate-database.ts";

/** A database as a service that has run for a while leaves it. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrateDatabase(url);
  await ensureIndexes(url, { logger: createLogger({ service: "test", level: "silent" }) });
}
