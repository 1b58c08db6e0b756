import { runCommand } from "../command-line/run-command.ts";
import { readAfterRestoreConfig } from "../config.ts";
import { startAnotherHistory } from "./after-restore-queries.ts";

// node apps/user-service/src/after-restore/main.ts, with DATABASE_MIGRATION_URL, once a backup of the database is restored and
// before the service starts on it. `make restore` does it by itself.

await runCommand({
  name: "after-restore",
  readConfig: () => ({ databaseUrl: readAfterRestoreConfig(process.env).migrationUrl }),
  run: async (db) => {
    const retired = await startAnotherHistory(db);
    return { done: true, sentence: `tokens of before are refused (${retired} signing keys retired)` };
  },
});
