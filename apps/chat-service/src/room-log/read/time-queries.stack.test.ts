import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { by, createRoom, person } from "../testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../testing/test-log.ts";
import { messageAt, readMessageAt } from "./time-queries.ts";

const ann = person(1);
const began = Date.parse("2026-01-01T00:00:00.000Z");
const minutes = (n: number) => new Date(began + n * 60_000);
let log: TestLog;
let writer: TestWriter;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

/** A room with messages of these minutes, at the seqs from 2 on. */
async function roomWith(...ages: readonly number[]): Promise<number> {
  const { roomId } = await writer.createRoom(createRoom(ann, `room ${performance.now()}`));
  for (const _ of ages) await writer.append(by(ann, roomId).post("text"));
  for (const [n, age] of ages.entries()) await setTime(roomId, n + 2, age);
  return roomId;
}

const setTime = (roomId: number, seq: number, age: number) =>
  log.sql("update room_log set created_at = $1 where room_id = $2 and seq = $3", [minutes(age), roomId, seq]);
const seqAt = async (roomId: number, time: Date) => (await readMessageAt(log.db, roomId, time))?.seq;

test("the first message at a time or after it is found, wherever the time is", async () => {
  const roomId = await roomWith(0, 10, 10, 20, 30);
  const at = (age: number) => seqAt(roomId, minutes(age));
  expect(await Promise.all([-5, 0, 1, 10, 11, 20, 30].map(at))).toEqual([2, 2, 3, 3, 5, 5, 6]);
  expect(await at(31)).toBeUndefined();
  expect(await seqAt(roomId, new Date(-8.64e15))).toBe(2);
  expect(await seqAt(roomId, new Date(8.64e15))).toBeUndefined();
  expect(await seqAt(await roomWith(), minutes(0))).toBeUndefined();
  expect(await seqAt(999_999, minutes(0))).toBeUndefined();
});

test("edits and reactions are no messages, and a deleted message is one", async () => {
  const roomId = await roomWith(0, 10);
  await writer.append(by(ann, roomId).edit(2, "changed"));
  await writer.append(by(ann, roomId).react(2, "👍"));
  await writer.append(by(ann, roomId).post("late"));
  await writer.append(by(ann, roomId).delete(6));
  expect(await readMessageAt(log.db, roomId, minutes(11))).toMatchObject({ seq: 6, content: "" });
  expect(await readMessageAt(log.db, roomId, minutes(0))).toMatchObject({ seq: 2, content: "changed" });
});

test("what the room no longer keeps is not found", async () => {
  const roomId = await roomWith(0, 10, 20);
  await log.sql("update rooms set expired_seq = 3 where id = $1", [roomId]);
  expect(await seqAt(roomId, minutes(0))).toBe(4);
});

test("it is found by some twenty looks at one index, however long the room is", async () => {
  const [roomId, length] = [7_000_000, 60_000];
  await log.sql(`insert into rooms (id, kind, name, name_key, created_by, create_key, last_seq)
    values (${roomId}, 'public', 'long', 'long', 1, 'long', ${length})`);
  await log.sql(`insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
    select ${roomId}, n, case when n % 3 = 0 then 'reaction' else 'message' end, 1, 'l' || n,
           '{"username": "u", "content": "hello"}', '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute'
      from generate_series(1, ${length}) n`);
  await log.sql("vacuum analyze room_log");
  for (const [age, seq] of [
    [-1, 1],
    [1, 1],
    [3, 4],
    [29_998, 29_998],
    [59_999, 59_999],
  ] as const) {
    expect(await seqAt(roomId, minutes(age)), `minute ${age}`).toBe(seq);
  }
  const explain = sql<{ "QUERY PLAN": string }>`explain (analyze, buffers) ${messageAt(roomId, minutes(29_998))}`;
  const plan = (await explain.execute(log.db)).rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).not.toMatch(/Seq Scan on room_log/);
  expect(plan).toContain("room_log_timeline");
  const [, looks] = /room_log_timeline on room_log .*loops=(\d+)/.exec(plan) ?? [];
  expect(Number(looks)).toBeLessThanOrEqual(17);
  const [, pages] = /Buffers: shared hit=(\d+)/.exec(plan) ?? [];
  expect(Number(pages)).toBeLessThan(120);
});
