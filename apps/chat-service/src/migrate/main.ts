import { runMigration } from "@hubbub/service-runtime/postgres";
import { migrateChat } from "../migrate-chat.ts";

// node apps/chat-service/src/migrate/main.ts, with DATABASE_MIGRATION_URL and the service's DATABASE_URL.

if (!(await runMigration("chat-service", process.env, migrateChat))) process.exitCode = 1;
