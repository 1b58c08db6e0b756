import { ConfigError, createLogger, readConfig, setting } from "@hubbub/service-runtime";
import { withConnection } from "@hubbub/service-runtime/postgres";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { startAnotherHistory } from "./after-restore-queries.ts";

// node apps/chat-service/src/after-restore/main.ts, with DATABASE_MIGRATION_URL, once a backup of the database is restored and
// before an instance starts on it. `make restore` does it by itself.

const protocols = ["postgres", "postgresql"];
const specification = {
  migrationUrl: setting.url("DATABASE_MIGRATION_URL", { secret: true, protocols }),
};
const logger = createLogger({ service: "after-restore", level: "silent" });

try {
  const { migrationUrl } = readConfig(process.env, specification);
  const epoch = await withConnection(migrationUrl, { logger, applicationName: "hubbub-chat after-restore" }, (db) =>
    startAnotherHistory(db as unknown as ChatDatabase),
  );
  process.stdout.write(`the log has a new epoch, ${epoch}\n`);
} catch (error) {
  const problems = error instanceof ConfigError ? error.problems.map(({ name, problem }) => `${name} ${problem}`) : [];
  process.stderr.write(`${problems.join("; ") || (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
