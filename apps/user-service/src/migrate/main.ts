import { runMigration } from "@hubbub/service-runtime/postgres";
import { ensureIndexes } from "../db/ensure-indexes.ts";
import { migrateUsers } from "../db/migrate-users.ts";

// node apps/user-service/src/migrate/main.ts, with DATABASE_MIGRATION_URL and the service's DATABASE_URL.

const done = await runMigration("user-service", process.env, async (url, options) => {
  await migrateUsers(url, options);
  // What they serve works without them: a backup that holds a build up must not hold up the release.
  await ensureIndexes(url, options).catch((err: unknown) =>
    options.logger.warn({ err }, "an index could not be built: migrate once more"),
  );
});
if (!done) process.exitCode = 1;
