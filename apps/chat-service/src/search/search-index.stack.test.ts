import { sql } from "kysely";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { maxEventsLeftToOthers } from "../limits.ts";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../room-log/testing/test-log.ts";
import { createIndexMetrics } from "./index-metrics.ts";
import { countRoomsToBackfill, indexAllAgain, readToIndex, writeWords } from "./index-queries.ts";
import { SearchIndex } from "./search-index.ts";

let log: TestLog;
let writer: TestWriter;
let rooms = 0;
const ada = person(1);

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

function searchIndex() {
  const warnings: string[] = [];
  const metrics = createIndexMetrics(new Registry());
  const warn = (_: unknown, message: string) => void warnings.push(message);
  return Object.assign(new SearchIndex({ db: log.db, stemsOf: () => [], metrics, warn }), { warnings });
}

async function roomWith(...contents: readonly string[]) {
  const { roomId } = await writer.createRoom(createRoom(ada, `room ${(rooms += 1)}`));
  const seqs: number[] = [];
  for (const content of contents) seqs.push((await writer.append(by(ada, roomId).post(content))).seq);
  return { roomId, seqs };
}

/** By seq, without the marks. */
async function wordsIn(roomId: number): Promise<Readonly<Record<number, string>>> {
  const rows = await log.sql<{ seq: number; words: string }>(
    `select seq, coalesce((select string_agg(lexeme, ' ' order by lexeme) from unnest(words) where lexeme not like '%:%'), '') as words
       from search_words where room_id = $1 order by seq`,
    [roomId],
  );
  return Object.fromEntries(rows.map(({ seq, words }) => [seq, words]));
}

/** Until then what was written last is left to who wrote it. */
const someTimeLater = () => log.sql("update rooms set last_event_at = last_event_at - interval '1 hour'");

/** What is new in a room, as it is read and as it would be written. */
async function toSecretWords(roomId: number) {
  const read = await readToIndex(log.db, [roomId]);
  const messages = read.flatMap((room) => room.messages);
  expect(messages.map(({ content }) => content)).toEqual(["secret"]);
  return { read, words: messages.map((message) => ({ ...message, words: "'secret':1" })) };
}

async function sweepAll(index: SearchIndex): Promise<void> {
  await someTimeLater();
  while (await index.sweep());
}

const batchOf = (roomId: number) => writer.committed.findLast((batch) => batch.roomId === roomId)!;

test("what was committed is indexed a moment later", async () => {
  const index = searchIndex();
  const { roomId, seqs } = await roomWith("hello", "world");
  index.committed(batchOf(roomId));
  await expect.poll(() => wordsIn(roomId), { timeout: 10_000 }).toEqual({ [seqs[0]!]: "hello", [seqs[1]!]: "world" });
  await index.stop();
});

test("what a crash left unindexed a sweep finds, and does nothing where nothing is left", async () => {
  const { roomId, seqs } = await roomWith("orphan");
  expect(await wordsIn(roomId)).toEqual({});
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "orphan" });
  expect(await searchIndex().sweep()).toBe(false);
});

test("what is new is left to whoever committed it, but for where there is much of it", async () => {
  const { roomId, seqs } = await roomWith("new");
  expect(await searchIndex().sweep()).toBe(false);
  expect(await wordsIn(roomId)).toEqual({});
  await log.sql("update rooms set last_seq = last_seq + $2 where id = $1", [roomId, maxEventsLeftToOthers]);
  expect(await searchIndex().sweep()).toBe(true);
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "new" });
  await log.sql("update rooms set last_seq = last_seq - $2 where id = $1", [roomId, maxEventsLeftToOthers]);
});

test("reactions that go on do not keep what a crash left from being found", async () => {
  const { roomId, seqs } = await roomWith("liked");
  await log.sql("update room_log set created_at = created_at - interval '1 minute' where room_id = $1", [roomId]);
  await writer.append(by(ada, roomId).react(seqs[0]!, "👍"));
  expect(await searchIndex().sweep()).toBe(true);
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "liked" });
  expect(await searchIndex().sweep()).toBe(false);
});

test("instances that index one room at a time neither wait nor leave anything out", async () => {
  const indexes = [searchIndex(), searchIndex(), searchIndex()];
  const { roomId } = await roomWith();
  for (let round = 0; round < 20; round += 1) {
    await Promise.all(indexes.map((_, at) => writer.append(by(ada, roomId).post(`word${round}x${at}`))));
    for (const index of indexes) index.committed(batchOf(roomId));
  }
  await expect.poll(async () => Object.keys(await wordsIn(roomId)).length, { timeout: 10_000 }).toBe(60);
  const [place] = await log.sql("select seq, from_seq from search_positions where room_id = $1", [roomId]);
  const [room] = await log.sql("select last_seq from rooms where id = $1", [roomId]);
  expect(place).toEqual({ seq: room?.["last_seq"], from_seq: 0 });
  expect(indexes.flatMap(({ warnings }) => warnings)).toEqual([]);
  for (const index of indexes) await index.stop();
});

test("an edit takes the place of the words, also where both are indexed together", async () => {
  const { roomId, seqs } = await roomWith("before");
  await writer.append(by(ada, roomId).edit(seqs[0]!, "after"));
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "after" });
});

test("a message that is deleted while it is being indexed leaves no word", async () => {
  const { roomId, seqs } = await roomWith("secret");
  await log.sql("insert into search_positions values ($1, 0, 0)", [roomId]);
  const { read, words } = await toSecretWords(roomId);
  await writer.append(by(ada, roomId).delete(seqs[0]!));
  expect([...(await writeWords(log.db, "seq", read, words))]).toEqual([roomId]);
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "" });
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "" });
});

test("of two that have read the same, whoever is second writes nothing, and nothing of a room that another is writing", async () => {
  const { roomId, seqs } = await roomWith("secret");
  await log.sql("insert into search_positions values ($1, 0, 0)", [roomId]);
  const { read, words } = await toSecretWords(roomId);
  await log.db.transaction().execute(async (first) => {
    expect([...(await writeWords(first, "seq", read, words))]).toEqual([roomId]);
    expect([...(await writeWords(log.db, "seq", read, words))]).toEqual([]);
  });
  const others = words.map((message) => ({ ...message, words: "'other':1" }));
  expect([...(await writeWords(log.db, "seq", read, others))]).toEqual([]);
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "secret" });
});

test("a message that was deleted before anybody indexed it is not", async () => {
  const { roomId, seqs } = await roomWith("gone", "there");
  await writer.append(by(ada, roomId).delete(seqs[0]!));
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "", [seqs[1]!]: "there" });
});

test("what was written before there was an index is indexed from the head down, while chat goes on", async () => {
  const { roomId, seqs } = await roomWith("old", "older", "oldest");
  await log.sql("insert into search_positions select id, last_seq, last_seq from rooms where id = $1", [roomId]);
  expect(await countRoomsToBackfill(log.db)).toBe(1);
  const { seq } = await writer.append(by(ada, roomId).post("new"));
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "old", [seqs[1]!]: "older", [seqs[2]!]: "oldest", [seq]: "new" });
  expect(await countRoomsToBackfill(log.db)).toBe(0);
});

test("what is old is gone on with at once where an append was in the way", async () => {
  const { roomId, seqs } = await roomWith("held");
  await log.sql("insert into search_positions select id, last_seq, last_seq from rooms where id = $1", [roomId]);
  await log.db.transaction().execute(async (other) => {
    await other.selectFrom("search_positions").select("seq").where("room_id", "=", roomId).forUpdate().execute();
    expect(await searchIndex().sweep()).toBe(true);
  });
  expect(await wordsIn(roomId)).toEqual({});
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "held" });
});

test("for a change of rules all is indexed again, and found by the words of before until then", async () => {
  const { roomId, seqs } = await roomWith("kept");
  await sweepAll(searchIndex());
  await log.sql("update search_words set words = 'stale' where room_id = $1", [roomId]);
  expect(await indexAllAgain(log.db)).toBeGreaterThan(0);
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "stale" });
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "kept" });
});

test("what has expired leaves no word, indexed or not", async () => {
  const { roomId, seqs } = await roomWith("first");
  await sweepAll(searchIndex());
  seqs.push((await writer.append(by(ada, roomId).post("second"))).seq);
  await writer.append({
    do: "expire",
    roomId,
    actor: ada,
    receivedUs: Date.now() * 1_000,
    before: new Date(Date.now() + 1_000),
  });
  expect(await wordsIn(roomId)).toEqual({ [seqs[0]!]: "", [seqs[1]!]: "" });
});

test("an append and the index never wait for each other for long: the index gives way, and comes again", async () => {
  const { roomId, seqs } = await roomWith("first", "second");
  const [first, second] = seqs;
  await log.db.transaction().execute(async (append) => {
    await sql`select take_words(${roomId}, array[${second}::bigint], array[now()], 100)`.execute(append);
    await someTimeLater();
    expect(await searchIndex().sweep()).toBe(false);
    await sql`select take_words(${roomId}, array[${first}::bigint], array[now()], 101)`.execute(append);
  });
  await sweepAll(searchIndex());
  expect(await wordsIn(roomId)).toEqual({ [first!]: "", [second!]: "" });
});
