import { runMigration } from "@hubbub/service-runtime/postgres";
import { chatRelease } from "../migrate-chat.ts";

// node apps/chat-service/src/migrate/main.ts, with DATABASE_MIGRATION_URL and the service's DATABASE_URL.

if (!(await runMigration("chat-service", process.env, chatRelease))) process.exitCode = 1;
