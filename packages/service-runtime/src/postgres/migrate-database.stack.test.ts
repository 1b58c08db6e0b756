import { testDatabase } from "@hubbub/stack/testing";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { Client, DatabaseError } from "pg";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type DatabaseRelease, migrateDatabase } from "./migrate-database.ts";
import { installedFunctionsTable } from "./repeatable-functions.ts";

let url: string;
let client: Client;

beforeEach(async () => {
  const database = await testDatabase("migrations", () => Promise.resolve());
  ({ url } = database);
  client = new Client({ connectionString: url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await database.stop();
  });
});

const running = (text: string): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql.raw(text).execute(db);
  },
});
const tables = { "0001-tables": running(`create table things (id int); ${installedFunctionsTable}`) };
const answering = (answer: number) =>
  `create or replace function answer() returns int language sql immutable return ${answer}`;

function release(version: number, answer: number, more: DatabaseRelease["migrations"] = {}): DatabaseRelease {
  const functions = { version, texts: [answering(answer)], lockedTable: "things" };
  return { name: "test", migrations: { ...tables, ...more }, functions };
}

async function answer(): Promise<number> {
  const { rows } = await client.query<{ answer: number }>("select answer()");
  return rows[0]!.answer;
}

async function executed(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select name from kysely_migration order by name");
  return rows.map(({ name }) => name);
}

test("any number of instances migrate at once", async () => {
  await Promise.all(Array.from({ length: 6 }, () => migrateDatabase(url, release(1, 1))));
  expect(await executed()).toEqual(["0001-tables"]);
  expect(await answer()).toBe(1);
});

test("a release's functions take the place of a lower version's and of another text of the same, never of a higher's", async () => {
  await migrateDatabase(url, release(1, 1));
  await migrateDatabase(url, release(2, 2));
  expect(await answer()).toBe(2);
  // An instance of the release before starts again.
  await migrateDatabase(url, release(1, 1));
  expect(await answer()).toBe(2);
  await migrateDatabase(url, release(2, 3));
  expect(await answer()).toBe(3);
});

test("functions change while nobody is within one", async () => {
  await migrateDatabase(url, release(1, 1));
  await client.query("insert into things values (1)");
  await client.query("begin");
  await client.query("select id from things for update");
  const changing = migrateDatabase(url, release(2, 2));
  await lockWanted();
  expect(await answer()).toBe(1);
  await client.query("commit");
  await changing;
  expect(await answer()).toBe(2);
});

async function lockWanted(): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query("select from pg_locks where not granted and mode = 'ExclusiveLock'");
    if (rowCount === 1) return;
  }
}

test("a database that a later release has been at is left as it is", async () => {
  await migrateDatabase(url, release(2, 2, { "0002-more": running("alter table things add column more int") }));
  await migrateDatabase(url, release(1, 1));
  expect(await executed()).toEqual(["0001-tables", "0002-more"]);
  expect(await answer()).toBe(2);
});

test("a migration that fails says why, and leaves nothing", async () => {
  const broken = release(1, 1, { "0002-broken": running("create table other (id int); select nowhere from things") });
  const error = await migrateDatabase(url, broken).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error).toMatchObject({ code: "42703", message: expect.stringContaining("nowhere") as string });
  const { rows } = await client.query("select to_regclass('things') as things, to_regclass('other') as other");
  expect(rows).toEqual([{ things: null, other: null }]);
});
