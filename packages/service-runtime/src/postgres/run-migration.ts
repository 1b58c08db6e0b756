import { createLogger } from "../create-logger.ts";
import { ConfigError } from "../config-error.ts";
import { migrationStartWaitMs } from "../limits.ts";
import { readConfig } from "../read-config.ts";
import { setting } from "../setting.ts";
import { roleOf } from "./bring-up-to-date.ts";
import { ensureIndexes } from "./ensure-indexes.ts";
import { type DatabaseRelease, migrateDatabase } from "./migrate-database.ts";
import { mayChangeTables } from "./may-change-tables.ts";
import { withConnection } from "./with-connection.ts";
import { whenPostgresIsThere } from "./when-postgres-is-there.ts";

const protocols = ["postgres", "postgresql"];
const specification = {
  databaseUrl: setting.url("DATABASE_URL", { secret: true, protocols, default: "" }),
  migrationUrl: setting.url("DATABASE_MIGRATION_URL", { secret: true, protocols, default: "" }),
};

/**
 * The `migrate` command of a service: brings its database up to date over `DATABASE_MIGRATION_URL`, and lets the role of
 * `DATABASE_URL` use what came; where only one is given, over that one. Says how it went in one line; answers its success.
 */
export async function runMigration(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  release: DatabaseRelease,
): Promise<boolean> {
  try {
    const { databaseUrl, migrationUrl } = readConfig(env, specification);
    const url = migrationUrl || databaseUrl;
    if (url === "")
      throw new Error("DATABASE_MIGRATION_URL is missing (give it, or a file's path in DATABASE_MIGRATION_URL_FILE)");
    const logger = createLogger({ service: `${name} migration` });
    const options = { logger, grantTo: roleOf(databaseUrl) };
    const patience = { logger, isStopping: () => false, giveUpAfterMs: migrationStartWaitMs };
    await whenPostgresIsThere(async () => {
      const may = await withConnection(url, { logger, applicationName: `${name} migration` }, mayChangeTables);
      if (!may)
        throw new Error(`the role ${roleOf(url)} may not change its tables: DATABASE_MIGRATION_URL names one that may`);
      await migrateDatabase(url, release, options);
      // What they serve works without them: a backup that holds a build up must not hold up the release.
      await ensureIndexes(url, release, options).catch((err: unknown) =>
        logger.warn({ err }, "an index could not be built: migrate once more"),
      );
    }, patience);
    process.stdout.write(`the database of ${name} is up to date\n`);
    return true;
  } catch (error) {
    const problems = error instanceof ConfigError ? error.problems.map((bad) => `${bad.name} ${bad.problem}`) : [];
    const why = problems.join("; ") || (error instanceof Error ? error.message : String(error));
    process.stderr.write(`the database of ${name} could not be migrated: ${why}\n`);
    return false;
  }
}
