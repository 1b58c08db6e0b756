import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestLog, testLog } from "../room-log/testing/test-log.ts";
import { roomFiles } from "./file-queries.ts";

let log: TestLog;
afterAll(() => log.stop());

/** A room of links: each message has the pictures of two previews, each 2 000th a file. */
beforeAll(async () => {
  log = await testLog();
  await log.sql(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select 1, n, 'message', 1, 'id ' || n, '{"username": "ada", "content": "https://example.org"}', now()
       from generate_series(1001, 21000) as n`,
  );
  await log.sql(
    `insert into files (id, room_id, user_id, name, size, seq, is_preview)
     select md5(seq || 'preview' || n), 1, 1, 'preview', 1, seq, true
       from generate_series(1001, 21000) as seq, generate_series(1, 2) as n
     union all
     select md5(seq || 'file'), 1, 1, 'x', 1, seq, false from generate_series(2000, 20000, 2000) as seq`,
  );
  await log.sql("analyze files, room_log");
}, 60_000);

test("a room's files are read without the pictures of its previews", async () => {
  const query = roomFiles(1, { after: undefined, limit: 20 });
  const { rows } = await sql<{ "QUERY PLAN": string }>`explain (analyze, buffers off) ${query}`.execute(log.db);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toMatch(/Index Scan using files_listed on files file .*rows=10[.\s]/);
  expect(plan).not.toContain("Rows Removed by Filter");
});
