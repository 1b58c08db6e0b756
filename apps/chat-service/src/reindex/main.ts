import { ConfigError, createLogger, readConfig, setting } from "@hubbub/service-runtime";
import { withConnection } from "@hubbub/service-runtime/postgres";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { indexAllAgain } from "../search/index-queries.ts";

// node apps/chat-service/src/reindex/main.ts, with the service's DATABASE_URL: the words of all messages are written again.

const specification = {
  databaseUrl: setting.url("DATABASE_URL", { secret: true, protocols: ["postgres", "postgresql"] }),
};
const logger = createLogger({ service: "reindex", level: "silent" });

try {
  const { databaseUrl } = readConfig(process.env, specification);
  const rooms = await withConnection(databaseUrl, { logger, applicationName: "hubbub-chat reindex" }, (db) =>
    indexAllAgain(db as unknown as ChatDatabase),
  );
  process.stdout.write(
    `the messages of ${rooms} rooms are indexed again from now on, the newest of each first; search_rooms_to_index counts down\n`,
  );
} catch (error) {
  const problems = error instanceof ConfigError ? error.problems.map(({ name, problem }) => `${name} ${problem}`) : [];
  process.stderr.write(`${problems.join("; ") || (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
