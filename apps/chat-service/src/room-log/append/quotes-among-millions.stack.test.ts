import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestLog, testLog } from "../testing/test-log.ts";

const roomId = 1;
const messages = 1_000_000;
let log: TestLog;
/** One that planned while the log was empty, as a writer does that has been there since the beginning, and one that comes now. */
let early: pg.Client;
let late: pg.Client;

beforeAll(async () => {
  log = await testLog();
  [early, late] = [new pg.Client({ connectionString: log.url }), new pg.Client({ connectionString: log.url })];
  await Promise.all([early.connect(), late.connect()]);
  await log.sql("insert into room_members (room_id, user_id, role, joined_at) values ($1, 1, 'owner', now())", [
    roomId,
  ]);
  await append(early, "post", { body: { username: "user1", content: "first" } });
  await append(early, "post", { body: { username: "user1", content: "second", reply_to: 1 } });
  await append(early, "change", { do: "edit", kind: "message_edited", seq: 1, content: "changed" });
  await append(early, "change", { do: "expire", kind: "messages_expired", before: "1970-01-01", max: 1_000 });
  // Each hundredth answers one of those not long before it, and three the second one.
  await early.query(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select $1::bigint, n, 'message', 1, 'id ' || n,
            jsonb_build_object('username', 'user1', 'content', 'text')
              || case when n % 333333 = 0 then '{"reply_to": 2}'
                      when n % 100 = 0 then jsonb_build_object('reply_to', n - 1 - n / 100 % 90) else '{}' end,
            now() - interval '1 day'
       from generate_series(11, $2::int) as n`,
    [roomId, messages],
  );
  await log.sql("update rooms set last_seq = $2 where id = $1", [roomId, messages]);
}, 300_000);
afterAll(async () => {
  await Promise.all([early.end(), late.end()]);
  await log.stop();
});

let items = 0;
async function append(client: pg.Client, step: string, item: object): Promise<Record<string, unknown> | undefined> {
  items += 1;
  const base = { n: 0, room_id: roomId, actor_id: 1, admin: false, username: "user1", client_msg_id: `item ${items}` };
  const { rows } = await client.query<{ verdict: { event?: { body: Record<string, unknown> } } }>(
    "select append_to_log($1::bigint[], $2::jsonb) #> '{verdicts,0}' as verdict",
    [[roomId], JSON.stringify([{ do: step, items: [{ ...base, ...item }] }])],
  );
  return rows[0]?.verdict.event?.body;
}

/** What a command's event says, and how many rows of the log were looked at for it; nothing of it stays. */
async function tried(client: pg.Client, item: object, step = "change", before = "") {
  await client.query("begin");
  await client.query(before);
  const body = await append(client, step, item);
  const { rows } = await client.query<{ count: string }>(
    "select seq_tup_read + idx_tup_fetch as count from pg_stat_xact_user_tables where relname = 'room_log'",
  );
  await client.query("rollback");
  return { body, looked: Number(rows[0]?.count) };
}

const edit = { do: "edit", kind: "message_edited", seq: 2, content: "changed too" };
const remove = { do: "delete", kind: "message_deleted", seq: 2, max_erased: 1_000 };
const expire = { do: "expire", kind: "messages_expired", before: "2100-01-01", max: 10 };
const quoting = [333_333, 666_666, 999_999];

test("who quotes a message among a million is found by looking at few, whenever that was planned", async () => {
  for (const state of ["as it grew", "analyzed"]) {
    if (state === "analyzed") await late.query("analyze room_log");
    for (const client of [early, late]) {
      const edited = await tried(client, edit);
      expect(edited.body).toMatchObject({ quoted_by: quoting });
      expect(edited.looked, state).toBeLessThan(50);
      const removed = await tried(client, remove);
      expect(removed.body).toMatchObject({ erased: quoting });
      expect(removed.looked, state).toBeLessThan(50);
      const expired = await tried(client, expire);
      expect(expired.body).toMatchObject({ quoted_by: quoting });
      expect(expired.looked, state).toBeLessThan(100);
    }
  }
}, 60_000);

test("of a thread nothing before its root is looked through, also while its index is being built", async () => {
  const reply = { body: { username: "user1", content: "A reply", thread_seq: messages - 10 } };
  for (const client of [early, late]) {
    for (const before of ["", "drop index room_log_threads"]) {
      expect((await tried(client, reply, "post", before)).looked, before).toBeLessThan(200);
    }
  }
}, 60_000);
