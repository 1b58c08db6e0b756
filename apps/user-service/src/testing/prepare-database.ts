import { createLogger } from "@hubbub/service-runtime";
import { testServiceRole } from "@hubbub/stack/testing";
import { ensureIndexes } from "../db/ensure-indexes.ts";
import { migrateUsers } from "../db/migrate-users.ts";

/** A database as a service that has run for a while leaves it. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrateUsers(url, { grantTo: testServiceRole });
  await ensureIndexes(url, { logger: createLogger({ service: "test", level: "silent" }) });
}
