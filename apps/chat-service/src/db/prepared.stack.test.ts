import { createLogger } from "@hubbub/service-runtime";
import { openPostgres } from "@hubbub/service-runtime/postgres";
import { testDatabase } from "@hubbub/stack/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateChat } from "../migrate-chat.ts";
import { type ChatDatabase, openChatDatabase } from "./open-chat-database.ts";
import { prepared } from "./prepared.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: ChatDatabase;

beforeAll(async () => {
  database = await testDatabase("prepared", migrateChat);
  const logger = createLogger({ service: "test", level: "silent" });
  db = openChatDatabase(openPostgres(database.url, { logger, applicationName: "test", maxConnections: 1 }));
});
afterAll(async () => {
  await db.destroy();
  await database.stop();
});

test("a statement that says so is prepared once, and answers each call's own parameters", async () => {
  const doubled = async (value: number) => {
    const { rows } = await sql<{ answer: number }>`${prepared("double")} select ${value}::int * 2 as answer`.execute(
      db,
    );
    return rows[0]?.answer;
  };
  expect([await doubled(1), await doubled(2), await doubled(3)]).toEqual([2, 4, 6]);
  await sql`select 1`.execute(db);
  const { rows } = await sql<{ name: string; times: number }>`
    select name, (generic_plans + custom_plans)::int as times from pg_prepared_statements`.execute(db);
  expect(rows).toEqual([{ name: "double", times: 3 }]);
});

test("an error of a prepared statement is told like any other, and the next call works", async () => {
  const inverse = (value: number) => sql`${prepared("inverse")} select 1 / ${value}::int as answer`.execute(db);
  await expect(inverse(0)).rejects.toThrow("division by zero");
  expect((await inverse(1)).rows).toEqual([{ answer: 1 }]);
});

test("a name that could end the comment is refused", () => {
  expect(() => prepared("a */ b")).toThrow("prepared");
});
