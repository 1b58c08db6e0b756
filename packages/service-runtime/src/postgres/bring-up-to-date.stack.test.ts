import { testDatabase } from "@hubbub/stack/testing";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { Client } from "pg";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { capturedLogger } from "../testing/captured-logger.ts";
import { bringUpToDate } from "./bring-up-to-date.ts";
import { type DatabaseRelease, migrateDatabase } from "./migrate-database.ts";
import { installedFunctionsTable } from "./repeatable-functions.ts";
import { runMigration } from "./run-migration.ts";

const { logger } = capturedLogger();
let url: string;
let serviceUrl: string;

beforeEach(async () => {
  const database = await testDatabase("two-roles", () => Promise.resolve());
  ({ url, serviceUrl } = database);
  onTestFinished(() => database.stop());
});

const running = (text: string): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql.raw(text).execute(db);
  },
});
const tables = running(`create table things (id bigserial primary key, name text); ${installedFunctionsTable}`);
const answering = (answer: number) =>
  `create or replace function answer() returns int language sql immutable return ${answer}`;

function release(version: number, more: DatabaseRelease["migrations"] = {}): DatabaseRelease {
  const functions = { version, texts: [answering(version)], lockedTable: "things" };
  return { name: "test", migrations: { "0001-tables": tables, ...more }, functions };
}

async function asService(text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: serviceUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const refused = { code: "42501" };

test("over the migrations' role a service migrates; its own role gets the rows, and nothing of the tables", async () => {
  expect(await bringUpToDate({ url: serviceUrl, migrationUrl: url }, release(1), logger)).toBe(url);
  await asService("insert into things (name) values ('a'), ('b')");
  await asService("update things set name = 'c' where name = 'b'");
  await asService("delete from things where name = 'a'");
  expect(await asService("select name, answer() from things for update")).toEqual([{ name: "c", answer: 1 }]);
  for (const change of [
    "create table mine (id int)",
    "alter table things add column more int",
    "drop table things",
    "truncate things",
    "create index on things (name)",
    "create or replace function answer() returns int language sql return 2",
    "drop function answer()",
    "insert into kysely_migration (name, timestamp) values ('0002-mine', '')",
    "update installed_functions set version = 9",
    "create schema mine",
  ]) {
    await expect(asService(change), change).rejects.toMatchObject(refused);
  }
});

test("what a later release brings is the service's too", async () => {
  const urls = { url: serviceUrl, migrationUrl: url };
  await bringUpToDate(urls, release(1), logger);
  const more = { "0002-more": running("create table more (id bigserial)") };
  await bringUpToDate(urls, release(2, more), logger);
  await asService("insert into more default values");
  expect(await asService("select id::int, answer() from more")).toEqual([{ id: 1, answer: 2 }]);
});

test("where its role may not change tables a service only looks whether they are of its release", async () => {
  const looking = (wanted: DatabaseRelease) => bringUpToDate({ url: serviceUrl, migrationUrl: "" }, wanted, logger);
  await expect(looking(release(1))).rejects.toThrow(/the database of test lacks everything, .* run make migrate/);

  await migrateDatabase(url, release(2), { grantTo: new URL(serviceUrl).username });
  expect(await looking(release(2))).toBeUndefined();
  // One of the release before starts again.
  expect(await looking(release(1))).toBeUndefined();
  await expect(looking(release(2, { "0002-more": tables }))).rejects.toThrow(/lacks 0002-more, .* run make migrate/);
  await expect(looking(release(3))).rejects.toThrow(/lacks the functions of version 3, .* run make migrate/);
});

test("a role that may change tables does so, as ever", async () => {
  expect(await bringUpToDate({ url, migrationUrl: "" }, release(1), logger)).toBe(url);
  expect(await bringUpToDate({ url, migrationUrl: "" }, release(2), logger)).toBe(url);
});

test("the command migrates over the one URL or the other, and says in one line what is wrong", async () => {
  const lines: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, "write").mockImplementation((line) => (lines.push(String(line)), true));
    onTestFinished(() => spy.mockRestore());
  }
  const indexes = { things_by_half: "things ((id / 2)) where id > 0" };
  const run = (env: Record<string, string>) => runMigration("test", env, { ...release(1), indexes });

  expect(await run({ DATABASE_URL: serviceUrl })).toBe(false);
  expect(lines.join("")).toContain("the database of test could not be migrated: the role hubbub_test_service may not");
  expect(await run({ DATABASE_MIGRATION_URL: url, DATABASE_URL: serviceUrl })).toBe(true);
  expect(await asService("select id from things")).toEqual([]);
  expect(await asService("select 1 as there from pg_indexes where indexname = 'things_by_half'")).toHaveLength(1);
  expect(await run({ DATABASE_URL: url })).toBe(true);
  expect(await run({})).toBe(false);
  expect(await run({ DATABASE_MIGRATION_URL: "mysql://somebody:hunter2@somewhere" })).toBe(false);
  expect(lines.slice(-2).join("")).toMatch(
    /DATABASE_MIGRATION_URL is missing.*\n.*DATABASE_MIGRATION_URL must be a URL/,
  );
  expect(lines.join("")).not.toContain("hunter2");
});
