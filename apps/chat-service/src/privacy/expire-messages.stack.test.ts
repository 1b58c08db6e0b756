import { afterAll, beforeAll, expect, test } from "vitest";
import { readPage } from "../room-log/read/page-queries.ts";
import { readJoins } from "../room-log/read/join-queries.ts";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../room-log/testing/test-log.ts";
import { expireMessages } from "./expire-messages.ts";

let log: TestLog;
let writer: TestWriter;
const ada = person(1);
let rooms = 0;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

/** A room with messages that were written so many days ago, each. */
async function roomWith(ages: readonly number[]): Promise<number> {
  const { roomId } = await writer.createRoom(createRoom(ada, `room ${(rooms += 1)}`));
  await Promise.all(ages.map((_, n) => writer.append(by(ada, roomId).post(`text ${n}`))));
  for (const [n, age] of ages.entries()) {
    await log.sql(
      "update room_log set created_at = created_at - $1 * interval '1 day' where room_id = $2 and body ->> 'content' = $3",
      [age, roomId, `text ${n}`],
    );
  }
  return roomId;
}

const expire = async (serverDays = 0) => {
  const expiry = { db: log.db, log: writer, serverDays, maxRooms: 2 };
  for (let after: number | undefined = 0; after !== undefined;) after = await expireMessages(expiry, after);
};
const keep = (roomId: number, days: number) => writer.append(by(ada, roomId).update({ retentionDays: days }));
const texts = async (roomId: number) =>
  (await readPage(log.db, { roomId, limit: 100 })).messages.map(({ content }) => content);

test("a room empties what is older than it keeps, and its log has no hole", async () => {
  const roomId = await roomWith([9, 8, 3, 0]);
  const other = await roomWith([9]);
  await writer.append(by(ada, roomId).edit(2, "changed"));
  await keep(roomId, 7);
  await expire();
  expect(await texts(roomId)).toEqual(["text 2", "text 3"]);
  expect(await texts(other)).toEqual(["text 0"]);
  const [join] = await readJoins(log.db, [{ roomId, userId: 1, pageLimit: 50, recentLimit: 0 }]);
  expect(join?.page).toMatchObject({ hasMore: false, room: { retention_days: 7 } });
  expect(join?.page.messages.map(({ seq }) => seq)).toEqual([4, 5]);

  const rows = await log.sql<{ seq: number; body: { content?: string } }>(
    "select seq, body from room_log where room_id = $1 order by seq",
    [roomId],
  );
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows.flatMap(({ body }) => body.content ?? [])).toEqual(["", "", "text 2", "text 3", ""]);

  const frames = writer.committed.filter((batch) => batch.roomId === roomId).flatMap((batch) => batch.frames);
  const last: unknown = JSON.parse(Buffer.from(frames.at(-1) ?? "").toString());
  expect(last).toMatchObject({ type: "messages_expired", seq: 8, up_to_seq: 3 });

  const before = writer.committed.length;
  await expire();
  expect(writer.committed.length).toBe(before);
});

test("a reply that the room keeps longer than its root can be deleted: its thread is gone, and stays so", async () => {
  const roomId = await roomWith([9]);
  const { seq } = await writer.append(by(ada, roomId).post("a reply", { threadSeq: 2 }));
  await keep(roomId, 7);
  await expire();
  await writer.append(by(ada, roomId).delete(seq));
  expect(await log.sql("select root_seq, reply_count from threads where room_id = $1", [roomId])).toEqual([]);
  const frames = writer.committed.filter((batch) => batch.roomId === roomId).flatMap((batch) => batch.frames);
  const deleted: unknown = JSON.parse(Buffer.from(frames.at(-1) ?? "").toString());
  expect(deleted).toMatchObject({ type: "message_deleted", target_seq: seq, thread_seq: 2 });
  expect(deleted).not.toHaveProperty("thread");
});

test("what was written in one hour goes together, when all of it is too old", async () => {
  const hour = 1 / 24;
  const roomId = await roomWith([7 + 0.9 * hour, 7 + 0.2 * hour, 0]);
  await keep(roomId, 7);
  await expire();
  expect(await texts(roomId)).toEqual(["text 0", "text 1", "text 2"]);
  await log.sql("update room_log set created_at = created_at - interval '10 minutes' where room_id = $1", [roomId]);
  await expire();
  expect(await texts(roomId)).toEqual(["text 2"]);
});

test("of the room's time and the server's the shorter one counts, in archived rooms too", async () => {
  const [short, long, none] = [await roomWith([9, 5, 1]), await roomWith([9, 5, 1]), await roomWith([9, 5, 1])];
  await keep(short, 3);
  await keep(long, 100);
  await writer.append(by(ada, none).archive());
  await expire(7);
  expect(await texts(short)).toEqual(["text 2"]);
  expect(await texts(long)).toEqual(["text 1", "text 2"]);
  expect(await texts(none)).toEqual(["text 1", "text 2"]);
  await keep(long, 0);
  expect(await texts(long)).toEqual(["text 1", "text 2"]);
});

test("a room that has very many goes step by step", async () => {
  const roomId = await roomWith([]);
  await log.sql(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select $1, 1 + n, 'message', 1, 'm' || n, '{"username": "user1", "content": "old"}', now() - interval '9 days'
       from generate_series(1, 2500) as n`,
    [roomId],
  );
  await log.sql("update rooms set last_seq = 2501 where id = $1", [roomId]);
  await writer.append(by(ada, roomId).post("new"));
  await keep(roomId, 1);
  await expire();
  expect(await texts(roomId)).toEqual(["new"]);
  const [left] = await log.sql<{ left: number }>(
    `select count(*) as left from room_log where room_id = $1 and body ->> 'content' = 'old'`,
    [roomId],
  );
  expect(left?.left).toBe(0);
  const expiries = await log.sql("select seq from room_log where room_id = $1 and kind = 'messages_expired'", [roomId]);
  expect(expiries).toHaveLength(3);
});

test("only owners say for how long", async () => {
  const { roomId } = await writer.createRoom(createRoom(ada, "whose", { others: { 2: "admin" } }));
  const command = by(person(2), roomId).update({ retentionDays: 1 });
  await expect(writer.append(command)).rejects.toMatchObject({ code: "forbidden" });
  expect((await writer.append(by(person(2), roomId).update({ topic: "theirs" }))).duplicate).toBe(false);
});
