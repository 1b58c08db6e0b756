import { runMigration } from "@hubbub/service-runtime/postgres";
import { usersRelease } from "../db/migrate-users.ts";

// node apps/user-service/src/migrate/main.ts, with DATABASE_MIGRATION_URL and the service's DATABASE_URL.

if (!(await runMigration("user-service", process.env, usersRelease))) process.exitCode = 1;
