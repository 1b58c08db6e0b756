import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestLog, testLog } from "../room-log/testing/test-log.ts";
import { hits, type HitsWanted, quickly } from "./search-queries.ts";

const [rooms, perRoom] = [200, 500];
let log: TestLog;

/** 100 000 messages: each says "often", each 20 000th "seldom". */
beforeAll(async () => {
  log = await testLog();
  await log.sql(
    `insert into rooms (kind, name, name_key, created_by, create_key, last_seq)
     select 'public', 'plan ' || n, 'plan ' || n, 1, 'plan ' || n, $2 from generate_series(1, $1::int) as n`,
    [rooms, perRoom],
  );
  await log.sql(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select rooms.id, n, 'message', 1, 'id ' || n, '{"username": "ada", "content": "often"}', now() - ($1 - n) * interval '1 minute'
       from rooms cross join generate_series(1, $1::int) as n where name like 'plan %'`,
    [perRoom],
  );
  await log.sql(
    `insert into search_words (room_id, seq, created_at, version, words)
     select room_id, seq, created_at, seq, ('often w' || seq || case when (room_id * 500 + seq) % 20000 = 0 then ' seldom' else '' end)::tsvector
       from room_log`,
  );
  await log.sql("vacuum analyze search_words");
  await log.sql("analyze room_log");
}, 120_000);
afterAll(() => log.stop());

const wanted = (more: Partial<HitsWanted>): HitsWanted => ({
  userId: 1,
  tsQuery: "",
  rankQuery: more.tsQuery ?? "",
  roomIds: undefined,
  before: undefined,
  from: undefined,
  hasReaction: false,
  isPinned: false,
  isInThread: false,
  sort: "new",
  after: undefined,
  limit: 20,
  ...more,
});

async function explained(more: Partial<HitsWanted>): Promise<string> {
  const explain = sql<{ "QUERY PLAN": string }>`explain (analyze, buffers) ${hits(wanted(more))}`;
  return log.db.transaction().execute(async (trx) => {
    await quickly.execute(trx);
    return (await explain.execute(trx)).rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
}

test.each([
  ["a rare word", { tsQuery: "'seldom'" }],
  ["a rare word, the best first", { tsQuery: "'seldom'", sort: "best" }],
  ["a rare word that is still being written", { tsQuery: "'seldo':*" }],
] as const)("%s is looked up in the index of words", async (_, more) => {
  const plan = await explained(more);
  expect(plan).toContain("Bitmap Index Scan on search_words_by_word");
  expect(plan).not.toMatch(/Seq Scan on (search_words words|room_log)/);
});

test.each([
  ["a common word", { tsQuery: "'often'" }],
  ["a common word, the best first", { tsQuery: "'often'", sort: "best" }],
  ["no word but a time", { before: new Date() }],
] as const)("%s is looked for from the newest message backwards", async (_, more) => {
  const plan = await explained(more);
  expect(plan).toMatch(/Index Scan Backward using search_words_by_time on search_words/);
  expect(plan).not.toMatch(/Seq Scan on (search_words words|room_log)/);
});
