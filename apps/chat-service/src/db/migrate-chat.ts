import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import * as roomLog from "./migrations/0001-room-log.ts";
import * as append from "./migrations/0002-append.ts";
import * as receipts from "./migrations/0003-receipts.ts";
import * as directKey from "./migrations/0004-direct-key-answered.ts";
import * as plainPosts from "./migrations/0005-plain-posts.ts";

/** Brings the chat database up to date. Any number of instances may call it at once: one migrates, the others wait. */
export async function migrateChat(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: "hubbub-migrate" });
  pool.on("error", () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: () =>
        Promise.resolve({
          "0001-room-log": roomLog,
          "0002-append": append,
          "0003-receipts": receipts,
          "0004-direct-key-answered": directKey,
          "0005-plain-posts": plainPosts,
        }),
    },
  });
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw new Error("Migrating the chat database failed", { cause: error });
  } finally {
    await db.destroy();
  }
}
