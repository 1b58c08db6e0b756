import { createLogger } from "@hubbub/service-runtime";
import { ensureIndexes } from "@hubbub/service-runtime/postgres";
import { testServiceRole } from "@hubbub/stack/testing";
import { migrateUsers, usersRelease } from "../db/migrate-users.ts";

/** A database as a service that has run for a while leaves it. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrateUsers(url, { grantTo: testServiceRole });
  await ensureIndexes(url, usersRelease, { logger: createLogger({ service: "test", level: "silent" }) });
}
