export { bringUpToDate, type DatabaseUrls } from "./bring-up-to-date.ts";
export { type DatabaseRelease, migrateDatabase, type MigrationOptions } from "./migrate-database.ts";
export { observePool } from "./observe-pool.ts";
export { openPostgres, type PostgresOptions } from "./open-postgres.ts";
export { postgresAnswers } from "./postgres-answers.ts";
export { functionsHash, installedFunctionsTable, type RepeatableFunctions } from "./repeatable-functions.ts";
export { runMigration } from "./run-migration.ts";
export { isAway, toUnavailable } from "./to-unavailable.ts";
export { type StartPatience, whenPostgresIsThere } from "./when-postgres-is-there.ts";
