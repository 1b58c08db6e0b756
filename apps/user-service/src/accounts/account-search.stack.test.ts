import * as fc from "fast-check";
import {
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from "kysely";
import { testDatabase, type TestDatabase } from "@hubbub/stack/testing";
import { createLogger, createMetrics } from "@hubbub/service-runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import type { Schema } from "../db/schema.ts";
import { maxUsersPerLookup } from "@hubbub/grpc-api/limits";
import { prepareDatabase } from "../testing/prepare-database.ts";
import { hasUsernameLike, selectAccounts, selectAccountsByPrefix } from "./account-queries.ts";
import { toKey } from "./to-key.ts";
import { toUsernameSkeleton, usernameSkeletonOfKey } from "./username-skeleton.ts";

let database: TestDatabase;
let db: Kysely<Schema>;

/** As a server has them: half have set a display name, some are disabled. */
beforeAll(async () => {
  database = await testDatabase("users", prepareDatabase);
  db = openDatabase(database.url, createLogger({ service: "test", level: "silent" }), createMetrics("test"));
  await sql`
    insert into users (username, username_key, email, email_key, display_name, display_name_key, password_hash,
                       created_at, disabled_at)
    select name, name, name || '@example.org', name || '@example.org', display, display, '', now(),
           case when n % 50 = 0 then now() end
      from (
        select n, 'user' || n as name,
               case when n % 2 = 0 then substr(md5(n::text), 1, 8) || ' person ' || n else '' end as display
          from generate_series(1, 10000) as n
      ) people`.execute(db);
  await sql`analyze users`.execute(db);
});

afterAll(async () => {
  await db.destroy();
  await database.stop();
});

test.each([
  ["a rare username", "user9999"],
  ["one username of a hundred", "user77"],
  ["a display name", "abc"],
  ["nobody", "nobody"],
  ["everybody by username", "user"],
  ["everybody", ""],
])("a page of the search for %s reads some blocks by index, not the table", async (_, prefix) => {
  for (const afterUsernameKey of [undefined, "user5"]) {
    const plan = await explain((db) => selectAccountsByPrefix(db, { prefix, afterUsernameKey, limit: 51 }));
    expect(plan).toMatch(/Index Scan (on|using) users_username_key/);
    expect(plan).not.toContain("Seq Scan");
    expect(blocksRead(plan), plan).toBeLessThan(40);
  }
});

test("accounts are looked up by id and by username, many at once, by index", async () => {
  const ids = Array.from({ length: maxUsersPerLookup / 2 }, (_, index) => 40 * index);
  const plan = await explain((db) => selectAccounts(db, { ids, usernames: ids.map((id) => `user${id + 1}`) }));
  expect(plan).toContain("Index Scan on users_pkey");
  expect(plan).toContain("Index Scan on users_username_key");
  expect(plan).not.toContain("Seq Scan");
});

test("whether a username looks like a name is asked of an index", async () => {
  const plan = await explain((db) => hasUsernameLike(db, toUsernameSkeleton("User9999")));
  expect(plan).toMatch(/Index (Only )?Scan using users_username_skeleton|Bitmap Index Scan on users_username_skeleton/);
  expect(blocksRead(plan), plan).toBeLessThan(10);
});

test("Postgres makes the same skeleton of a username as the service", async () => {
  const usernames = fc.array(fc.stringMatching(/^[A-Za-z0-9_.-]{3,32}$/), { minLength: 50, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(usernames, async (names) => {
      const { rows } = await sql<{ skeleton: string }>`
        select ${usernameSkeletonOfKey} as skeleton
          from unnest(${names.map(toKey)}::text[]) with ordinality as names (username_key, place)
         order by place`.execute(db);
      expect(rows.map(({ skeleton }) => skeleton)).toEqual(names.map(toUsernameSkeleton));
    }),
    { numRuns: 20 },
  );
});

/** How Postgres runs the statement that `query` sends, with its own parameters. */
async function explain(query: (db: Kysely<Schema>) => Promise<unknown>): Promise<string> {
  const sent: CompiledQuery[] = [];
  const recorder = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: (event) => void sent.push(event.query),
  });
  await query(recorder);
  const [{ sql: text, parameters } = { sql: "", parameters: [] }] = sent;
  const { rows } = await db.executeQuery<Record<string, string>>(
    CompiledQuery.raw(`explain (analyze, buffers, timing off, summary off) ${text}`, [...parameters]),
  );
  return rows.map((row) => Object.values(row).join()).join("\n");
}

/** Of the whole statement: the plan's topmost line. */
function blocksRead(plan: string): number {
  const found = /Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?/.exec(plan);
  if (found === null) throw new Error(`a plan without buffers:\n${plan}`);
  const [, hit = "0", read = "0"] = found;
  return Number(hit) + Number(read);
}
