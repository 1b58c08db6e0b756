import { createLogger, createMetrics } from "@hubbub/service-runtime";
import { ensureIndexes } from "@hubbub/service-runtime/postgres";
import { testDatabase, type TestDatabase } from "@hubbub/stack/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareDatabase } from "../testing/prepare-database.ts";
import { usersRelease } from "./migrate-users.ts";
import { openDatabase } from "./open-database.ts";
import type { Schema } from "./schema.ts";

let database: TestDatabase;
let db: Kysely<Schema>;

beforeAll(async () => {
  database = await testDatabase("users", prepareDatabase);
  db = openDatabase(database.url, createLogger({ service: "test", level: "silent" }), createMetrics("test"));
});

afterAll(async () => {
  await db.destroy();
  await database.stop();
});

function ensure(): Promise<boolean> {
  return ensureIndexes(database.url, usersRelease, { logger: createLogger({ service: "test", level: "silent" }) });
}

async function indexValidity(): Promise<boolean[]> {
  const { rows } = await sql<{ indisvalid: boolean }>`
    select indisvalid from pg_index where indexrelid = to_regclass('users_username_skeleton')`.execute(db);
  return rows.map(({ indisvalid }) => indisvalid);
}

test("a database of an older version gets the index while its accounts are in use, and several instances may start", async () => {
  await sql`drop index users_username_skeleton`.execute(db);
  await sql`insert into users (username, username_key, email, email_key, password_hash, created_at)
            select name, name, name, name, '', now()
              from (select 'user-' || n as name from generate_series(1, 20000) as n) people`.execute(db);
  await db
    .transaction()
    .execute(async (trx) => {
      // A registration under way: the build waits for its end, and it for nothing.
      await sql`update users set display_name = 'x' where id = 1`.execute(trx);
      const started = Promise.all([ensure(), ensure()]);
      await expect.poll(async () => (await indexValidity()).length).toBe(1);
      await sql`set local lock_timeout = '1s'`.execute(trx);
      await sql`update users set display_name = 'y' where id = 2`.execute(trx);
      return { started };
    })
    .then(async ({ started }) => expect(await started).toContain(true));
  expect(await indexValidity()).toEqual([true]);
});

test("what a build that was cut off left is built anew", async () => {
  await sql`update pg_index set indisvalid = false where indexrelid = to_regclass('users_username_skeleton')`.execute(
    db,
  );
  expect(await indexValidity()).toEqual([false]);
  expect(await ensure()).toBe(true);
  expect(await indexValidity()).toEqual([true]);
});
