import { afterAll, beforeAll, expect, test } from "vitest";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { testLog, type TestLog, type TestWriter } from "../room-log/testing/test-log.ts";
import type { PageKey } from "./page.ts";
import { myRoomsQuery, selectMyRooms } from "./room-queries.ts";

const ada = person(1);
const bob = person(2);
let log: TestLog;
let writer: TestWriter;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});

afterAll(() => log.stop());

/** Rooms of ada's and bob's, made and written to long ago, one after the other. */
async function rooms(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const { roomId } = await writer.createRoom(
      createRoom(ada, `Room ${Math.random()}`, { others: { [bob.userId]: "member" } }),
    );
    ids.push(roomId);
  }
  await log.sql(`update rooms set last_message_at = '2026-01-01'::timestamptz + id * interval '1 second'`);
  return ids;
}

async function page(userId: number, limit: number, after?: PageKey) {
  const { items, next } = await selectMyRooms(log.db, { userId, username: `user${userId}`, after, limit });
  return { ids: items.map(({ id }) => id), next };
}

/** Page by page; `between` is called after each. */
async function list(userId: number, limit: number, between: () => Promise<unknown> = () => Promise.resolve()) {
  const ids: number[] = [];
  let after: PageKey | undefined;
  do {
    const { ids: more, next } = await page(userId, limit, after);
    ids.push(...more);
    after = next;
    await between();
  } while (after !== undefined);
  return ids;
}

test("one's rooms come by their latest message, and nothing else moves one", async () => {
  const [first = 0, second = 0, third = 0] = await rooms(3);
  expect(await list(1, 100)).toEqual([third, second, first]);
  const { seq } = await writer.append(by(bob, first).post("hello"));
  expect(await list(1, 100)).toEqual([first, third, second]);

  await writer.append(by(ada, second).update({ topic: "another" }));
  await writer.append(by(ada, third).add(7));
  expect(await list(1, 100)).toEqual([first, third, second]);
  await writer.append(by(ada, second).post("hello"));
  for (const change of [by(ada, first).react(seq, "👍"), by(bob, first).edit(seq, "hi"), by(bob, first).delete(seq)]) {
    await writer.append(change);
  }
  expect(await list(1, 100)).toEqual([second, first, third]);
  expect(await list(7, 100)).toEqual([third]);
});

test("a room where nobody has written stands where it was made, and one of before this was noted where its last event was", async () => {
  const [first = 0, second = 0, third = 0] = await rooms(3);
  const { roomId } = await writer.createRoom(createRoom(ada, "just made"));
  await log.sql(`update rooms set last_message_at = null, last_event_at = '2026-02-01' where id = ${second}`);
  expect((await list(1, 100)).slice(0, 4)).toEqual([roomId, second, third, first]);
  await log.sql(`update rooms set last_event_at = now() where id = ${third}`);
  expect((await list(1, 100)).slice(0, 4)).toEqual([roomId, second, third, first]);
});

test("page by page each room comes once, those of one moment too", async () => {
  await rooms(25);
  await log.sql(`update rooms set last_message_at = '2026-03-01' where id % 3 > 0`);
  const all = await list(1, 1_000);
  for (const limit of [1, 7, 25]) expect(await list(1, limit)).toEqual(all);
  expect(new Set(all).size).toBe(all.length);
});

test("while one reads, a room that gets a message leaves the pages that come, and no other does", async () => {
  const ids = (await rooms(6)).toReversed();
  const [, , , , fifth = 0] = ids;
  const others = new Set((await list(1, 1_000)).filter((id) => !ids.includes(id)));
  let isFirst = true;
  const read = await list(1, 2, async () => {
    if (isFirst) await writer.append(by(bob, fifth).post("hello"));
    isFirst = false;
  });
  expect(read.filter((id) => !others.has(id))).toEqual(ids.filter((id) => id !== fifth));
  expect((await list(1, 2))[0]).toBe(fifth);
});

test("of very many rooms only the page's are counted", async () => {
  await log.sql(`insert into rooms (id, kind, name, name_key, created_by, create_key, last_seq, last_message_at)
    select n, 'public', 'p' || n, 'p' || n, 1, 'p' || n, 5, now() - n * interval '1 second'
      from generate_series(5000, 9999) n`);
  await log.sql(`insert into room_members (room_id, user_id, role, joined_at)
    select n, 9, 'member', now() from generate_series(5000, 9999) n`);
  await log.sql(`insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
    select n, seq, 'message', 1, 'm' || seq, '{"username": "u", "content": "hello"}', now()
      from generate_series(5000, 9999) n, generate_series(1, 5) seq`);
  await log.sql("analyze");
  expect(await list(9, 100)).toEqual(Array.from({ length: 5_000 }, (_, n) => 5_000 + n));

  const { next } = await page(9, 100);
  for (const after of [undefined, next]) {
    const query = myRoomsQuery(log.db, { userId: 9, username: "ada", after, limit: 100 }).compile();
    const [row] = await log.sql<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(`explain (analyze, format json) ${query.sql}`, [
      ...query.parameters,
    ]);
    const counted = scansOf(row?.["QUERY PLAN"][0].Plan).find((node) => node["Index Name"] === "room_log_timeline");
    expect(counted?.["Actual Loops"]).toBeLessThanOrEqual(101);
    expect(counted?.["Actual Loops"]).toBeGreaterThan(0);
  }
});

interface PlanNode {
  readonly "Index Name"?: string;
  readonly "Actual Loops": number;
  readonly Plans?: readonly PlanNode[];
}

function scansOf(node: PlanNode | undefined): PlanNode[] {
  return node === undefined ? [] : [node, ...(node.Plans ?? []).flatMap(scansOf)];
}
