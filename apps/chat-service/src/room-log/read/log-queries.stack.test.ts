import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeLogFrame } from "../events/encode-log-frame.ts";
import { readEvents, readHeads } from "./event-queries.ts";
import { renewEpoch } from "./epoch-queries.ts";
import { readJoins } from "./join-queries.ts";
import { pinnedMessages } from "./pin-queries.ts";
import { messagesAround, readAround, readMessage, readPage } from "./page-queries.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../testing/test-log.ts";

let log: TestLog;
let writer: TestWriter;
const ann = person(1);
const bob = person(2);
const root = person(9, { serverAdmin: true });

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

/** A room of Ann and Bob with this many messages: message i has the seq i + 1. */
async function roomWith(messages: number, content = (i: number) => `message ${i}`): Promise<number> {
  const name = `room ${performance.now()}`;
  const { roomId } = await writer.createRoom(createRoom(ann, name, { kind: "public", others: { 2: "member" } }));
  const sends = Array.from({ length: messages }, (_, i) => writer.append(by(ann, roomId).post(content(i + 1))));
  await Promise.all(sends);
  return roomId;
}

const seqs = (items: readonly { readonly seq: number }[]) => items.map(({ seq }) => seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe("a page", () => {
  test("is the latest, the nearest before or the nearest after, ascending, and says if there is more that way", async () => {
    const roomId = await roomWith(10);
    const page = async (query: { beforeSeq?: number; afterSeq?: number; limit: number }) => {
      const { messages, hasMore } = await readPage(log.db, { roomId, ...query });
      return { seqs: seqs(messages), hasMore };
    };
    expect(await page({ limit: 4 })).toEqual({ seqs: range(8, 11), hasMore: true });
    expect(await page({ limit: 10 })).toEqual({ seqs: range(2, 11), hasMore: false });
    expect(await page({ beforeSeq: 8, limit: 4 })).toEqual({ seqs: range(4, 7), hasMore: true });
    expect(await page({ beforeSeq: 4, limit: 4 })).toEqual({ seqs: range(2, 3), hasMore: false });
    expect(await page({ beforeSeq: 2, limit: 4 })).toEqual({ seqs: [], hasMore: false });
    expect(await page({ afterSeq: 0, limit: 4 })).toEqual({ seqs: range(2, 5), hasMore: true });
    expect(await page({ afterSeq: 7, limit: 4 })).toEqual({ seqs: range(8, 11), hasMore: false });
    expect(await page({ afterSeq: 11, limit: 4 })).toEqual({ seqs: [], hasMore: false });
    expect(await readPage(log.db, { roomId: 999_999, limit: 4 })).toEqual({ messages: [], hasMore: false });
  });

  test("holds messages only, with what later events made of them", async () => {
    const roomId = await roomWith(2);
    await writer.append(by(ann, roomId).edit(2, "changed"));
    await writer.append(by(bob, roomId).react(3, "👍"));
    await writer.append(by(ann, roomId).post("answer", { replyTo: 2, clientMsgId: "c" }));
    const { messages } = await readPage(log.db, { roomId, limit: 50 });
    expect(messages).toMatchObject([
      { id: `${roomId}:2`, seq: 2, content: "changed", updated_seq: 4 },
      { seq: 3, reactions: [{ emoji: "👍", user_ids: [2] }], updated_seq: 5 },
      { seq: 6, content: "answer", reply_to: 2, client_msg_id: "c", user_id: 1, username: "user1", reactions: [] },
    ]);
    expect(await readMessage(log.db, roomId, 6)).toEqual(messages[2]);
    expect(await readMessage(log.db, roomId, 4)).toBeUndefined();
  });

  test("is cut at 256 KiB, next to where it was asked, and goes on from there without a hole", async () => {
    // Control characters take six bytes each as JSON and next to none in a compressed column.
    const roomId = await roomWith(40, (i) => (i % 2 === 0 ? "\u0001".repeat(4_000) : "ä".repeat(4_000)));
    const latest = await readPage(log.db, { roomId, limit: 100 });
    expect(latest.hasMore).toBe(true);
    expect(bytesOf(latest.messages)).toBeLessThanOrEqual(256 * 1024);
    expect(latest.messages.length).toBeGreaterThan(10);
    expect(latest.messages.at(-1)?.seq).toBe(41);
    const before = await readPage(log.db, { roomId, limit: 100, beforeSeq: latest.messages[0]!.seq });
    expect(seqs([...before.messages.slice(-1), ...latest.messages])).toEqual(range(latest.messages[0]!.seq - 1, 41));

    const forward = await readPage(log.db, { roomId, limit: 100, afterSeq: 0 });
    expect(bytesOf(forward.messages)).toBeLessThanOrEqual(256 * 1024);
    expect(forward).toMatchObject({ hasMore: true });
    expect(seqs(forward.messages)).toEqual(range(2, 1 + forward.messages.length));
    const one = await readPage(log.db, { roomId, limit: 100, maxBytes: 10 });
    expect(seqs(one.messages)).toEqual([41]);
    expect(one.hasMore).toBe(true);
  });
});

describe("a page around a seq", () => {
  test("has it in the middle, and what is not needed on one side on the other", async () => {
    const roomId = await roomWith(10);
    await writer.append(by(bob, roomId).react(3, "👍"));
    await writer.append(by(ann, roomId).post("the last"));
    const page = async (aroundSeq: number, limit: number) => {
      const { messages, hasMoreBefore, hasMoreAfter } = await readAround(log.db, { roomId, aroundSeq, limit });
      return { seqs: seqs(messages), more: [hasMoreBefore, hasMoreAfter] };
    };
    expect(await page(6, 5)).toEqual({ seqs: range(4, 8), more: [true, true] });
    expect(await page(2, 4)).toEqual({ seqs: range(2, 5), more: [false, true] });
    expect(await page(12, 4)).toEqual({ seqs: [9, 10, 11, 13], more: [true, false] });
    expect(await page(0, 100)).toEqual({ seqs: [...range(2, 11), 13], more: [false, false] });
    expect(await page(999, 1)).toEqual({ seqs: [13], more: [true, false] });
    expect(await readAround(log.db, { roomId: 999_999, aroundSeq: 1, limit: 4 })).toMatchObject({ messages: [] });
  });

  test("is cut at 256 KiB around it, and goes on both ways without a hole", async () => {
    const roomId = await roomWith(60, () => "\u0001".repeat(4_000));
    const { messages, ...more } = await readAround(log.db, { roomId, aroundSeq: 31, limit: 100 });
    expect(bytesOf(messages)).toBeLessThanOrEqual(256 * 1024);
    expect(messages.length).toBeGreaterThan(8);
    const [first, last] = [messages[0]!.seq, messages.at(-1)!.seq];
    expect(seqs(messages)).toEqual(range(first, last));
    expect(Math.abs(31 - first - (last - 31))).toBeLessThanOrEqual(1);
    expect(more).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true });
  });

  test("has nothing of what the room no longer keeps", async () => {
    const roomId = await roomWith(6);
    await log.sql("update rooms set expired_seq = 4 where id = $1", [roomId]);
    const page = await readAround(log.db, { roomId, aroundSeq: 3, limit: 2 });
    expect(page).toMatchObject({ messages: [{ seq: 5 }, { seq: 6 }], hasMoreBefore: false, hasMoreAfter: true });
  });
});

describe("holes", () => {
  test("of several rooms are read together, as the frames that went out, with what they make an instance do", async () => {
    const [first, second] = [await roomWith(5), await roomWith(3)];
    await writer.append(by(root, second).remove(2));
    const holes = await readEvents(log.db, [
      { roomId: first, after: 2, upTo: 5 },
      { roomId: second, after: 0, upTo: 5 },
      { roomId: 999_999, after: 0, upTo: 5 },
    ]);
    expect([...holes.keys()].toSorted((a, b) => a - b)).toEqual([first, second]);
    const { epoch } = await readHeads(log.db, []);
    expect(holes.get(first)).toMatchObject({ epoch, lastSeq: 6 });
    expect(seqs(holes.get(first)!.events)).toEqual([3, 4, 5]);
    expect(holes.get(second)?.lastSeq).toBe(5);
    const effectsOf = (roomId: number) => holes.get(roomId)!.events.map(({ effects }) => effects);
    expect(effectsOf(first)).toEqual([{}, {}, {}]);
    expect(effectsOf(second)).toEqual([{ added: [1, 2] }, {}, {}, {}, { removed: [2] }]);

    const told = writer.committed.filter(({ roomId }) => roomId === second).flatMap(({ frames }) => frames);
    const text = (frame: Uint8Array) => Buffer.from(frame).toString();
    expect(holes.get(second)!.events.map(({ frame }) => text(frame))).toEqual(told.map(text));
  });

  test("are read in parts, each without holes from its beginning", async () => {
    const roomId = await roomWith(600);
    const read = async (after: number) =>
      seqs((await readEvents(log.db, [{ roomId, after, upTo: 601 }])).get(roomId)!.events);
    expect(await read(0)).toEqual(range(1, 500));
    expect(await read(500)).toEqual(range(501, 601));

    const large = await roomWith(60, () => "\u0001".repeat(4_000));
    const part = (await readEvents(log.db, [{ roomId: large, after: 1, upTo: 61 }])).get(large)!.events;
    expect(part.length).toBeLessThan(20);
    expect(seqs(part)).toEqual(range(2, 1 + part.length));
  });

  test("a deleted message and its edits come back empty", async () => {
    const roomId = await roomWith(1, () => "secret");
    await writer.append(by(ann, roomId).edit(2, "secret too"));
    await writer.append(by(ann, roomId).delete(2));
    const hole = (await readEvents(log.db, [{ roomId, after: 1, upTo: 4 }])).get(roomId)!;
    const frames = hole.events.map(({ frame }) => JSON.parse(Buffer.from(frame).toString()));
    expect(frames).toMatchObject([
      { type: "new_message", content: "", updated_seq: 4 },
      { type: "message_edited", target_seq: 2, content: "" },
      { type: "message_deleted", target_seq: 2 },
    ]);
    expect(hole.events.map(({ effects }) => effects.deleted)).toEqual([undefined, undefined, [2, 3]]);
  });

  test("heads come with the epoch", async () => {
    const roomId = await roomWith(4);
    const { epoch, heads } = await readHeads(log.db, [roomId, 2, 999_999]);
    expect(heads).toEqual(
      new Map([
        [roomId, 5],
        [2, 0],
      ]),
    );
    expect(epoch).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("joins", () => {
  test("of a tick are answered together and in their order, as each asked", async () => {
    const roomId = await roomWith(30);
    const secret = await writer.createRoom(createRoom(ann, "secret"));
    await writer.append(by(root, roomId).update({ topic: "news" }));
    await log.sql("update room_members set muted_until = '2099-01-01T00:00:00Z' where room_id = $1 and user_id = 2", [
      roomId,
    ]);
    const ask = (room: number, userId: number, pageLimit: number, recentLimit: number) => ({
      roomId: room,
      userId,
      pageLimit,
      recentLimit,
    });
    const [a, none, b, stranger, hidden] = await readJoins(log.db, [
      ask(roomId, 1, 5, 3),
      ask(999_999, 1, 5, 3),
      ask(roomId, 2, 100, 0),
      ask(roomId, 3, 0, 100),
      ask(secret.roomId, 3, 5, 5),
    ]);
    expect(none).toBeUndefined();
    expect(a).toMatchObject({
      roomId,
      lastSeq: 32,
      page: {
        me: { role: "owner", lastReadSeq: 31, mutedUntil: undefined },
        room: {
          id: roomId,
          type: "public",
          topic: "news",
          member_count: 2,
          last_seq: 32,
          created_by: 1,
          role: "owner",
        },
        hasMore: true,
      },
    });
    expect(seqs(a!.page.messages)).toEqual(range(27, 31));
    expect(seqs(a!.recent)).toEqual([30, 31, 32]);
    expect(b!.page).toMatchObject({
      hasMore: false,
      me: { role: "member", mutedUntil: new Date("2099-01-01T00:00:00Z") },
    });
    expect(seqs(b!.page.messages)).toEqual(range(2, 31));
    expect(b!.recent).toEqual([]);
    expect(stranger!.page.me).toBeUndefined();
    expect(stranger!.page.room.role).toBeUndefined();
    expect(stranger!.page.messages).toEqual([]);
    expect(seqs(stranger!.recent)).toEqual(range(1, 32));
    expect(hidden!.page).toMatchObject({ me: undefined, room: { type: "private" } });
    expect(a!.epoch).toBe((await readHeads(log.db, [])).epoch);
  });

  test("the recent events end with the head, whatever their size", async () => {
    const roomId = await roomWith(60, () => "\u0001".repeat(4_000));
    const [join] = await readJoins(log.db, [{ roomId, userId: 1, pageLimit: 50, recentLimit: 500 }]);
    expect(join!.recent.length).toBeLessThan(20);
    expect(seqs(join!.recent)).toEqual(range(62 - join!.recent.length, 61));
    expect(bytesOf(join!.page.messages)).toBeLessThanOrEqual(256 * 1024);
    expect(join!.page.hasMore).toBe(true);
  });

  test("an archived room says since when", async () => {
    const roomId = await roomWith(1);
    const { createdAt } = await writer.append(by(ann, roomId).archive());
    const [join] = await readJoins(log.db, [{ roomId, userId: 1, pageLimit: 5, recentLimit: 1 }]);
    expect(join!.page.room.archived_at).toBe(createdAt.toISOString());
    expect(JSON.parse(Buffer.from(join!.recent[0]!.frame).toString())).toMatchObject({
      archived_at: createdAt.toISOString(),
    });
  });
});

test("an epoch is renewed once, by the first who finds it old", async () => {
  const { epoch } = await readHeads(log.db, []);
  const renewed = await Promise.all([renewEpoch(log.db, epoch), renewEpoch(log.db, epoch), renewEpoch(log.db, epoch)]);
  expect(new Set(renewed).size).toBe(1);
  expect(renewed[0]).not.toBe(epoch);
  expect(await renewEpoch(log.db, "of yesterday")).toBe(renewed[0]);
  await writer.append(by(ann, 1).join());
  expect(writer.heads.at(-1)).toMatchObject({ epoch: renewed[0] });
});

test("every frame can be made again from its row", async () => {
  const roomId = await roomWith(2);
  await writer.append(by(bob, roomId).react(2, "👍"));
  await writer.append(by(bob, roomId).pin(2));
  await writer.append(by(root, roomId).setRole(2, "admin"));
  await writer.append(by(bob, roomId).leave());
  await writer.append(by(ann, roomId).archive());
  const told = writer.committed.filter((batch) => batch.roomId === roomId);
  for (const { events, frames } of told) expect(events.map(encodeLogFrame)).toEqual(frames);
  const rebuilt = (await readEvents(log.db, [{ roomId, after: 2, upTo: 8 }])).get(roomId)!.events;
  const frames = told.flatMap((batch) => batch.frames);
  expect(rebuilt.map(({ frame }) => Buffer.from(frame).toString())).toEqual(
    frames.slice(2).map((frame) => Buffer.from(frame).toString()),
  );
});

describe("plans", () => {
  // With enough rows that a scan of a table would be the dearest way.
  beforeAll(async () => {
    await log.sql(`insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
      select 500 + n % 50, n, 'message', n % 100, 'p' || n, '{"username": "u", "content": "hello"}', now()
        from generate_series(1, 20000) n`);
    await log.sql(`insert into rooms (id, kind, name, name_key, created_by, create_key, last_seq)
      select n, 'public', 'p' || n, 'p' || n, 1, 'p' || n, 20000 from generate_series(500, 2499) n`);
    await log.sql(`insert into room_members (room_id, user_id, role, joined_at)
      select 500 + n % 2000, n / 10, 'member', now() from generate_series(1, 20000) n on conflict do nothing`);
    await log.sql(`insert into threads (room_id, root_seq, reply_count, last_reply_seq, last_reply_at, user_ids, updated_seq)
      select 500 + n % 2000, n, 1, n + 1, now(), '{1}', n + 1 from generate_series(1, 20000) n`);
    await log.sql("insert into room_pins (room_id, seq) select 500 + n % 2000, n from generate_series(1, 20000) n");
    await log.sql("analyze");
  });

  const plans: Record<string, string> = {
    "the latest page": "select * from room_log where room_id = 510 and kind = 'message' order by seq desc limit 51",
    "a page before":
      "select * from room_log where room_id = 510 and kind = 'message' and seq < 900 order by seq desc limit 51",
    "a hole": "select * from room_log where room_id = 510 and seq > 100 and seq <= 900 order by seq limit 500",
    "a repeat": "select seq from room_log where room_id = 510 and actor_id = 10 and client_msg_id = 'p10'",
    "the heads": "select id, last_seq from rooms where id = any ('{510,511,512}')",
    "a membership": "select * from room_members where room_id = 510 and user_id = 10",
    "the owners":
      "select * from room_members where room_id = 510 and role <> 'member' and role = 'owner' and user_id <> 1",
    "the edits of a message":
      "select * from room_log where room_id = 510 and target_seq = 5 and kind = 'message_edited'",
    "a name": "select * from rooms where name_key = 'p600'",
    "a pair's direct room": "select id from rooms where direct_key = '3:7'",
    "one's rooms": "select * from room_members where user_id = 10",
    "the members by arrival": "select * from room_members where room_id = 510 order by joined_at, user_id limit 50",
  };

  test.each(Object.keys(plans))("%s is found by an index, not by looking at a whole table", async (name) => {
    const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${sql.raw(plans[name]!)}`.execute(log.db);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/Index/);
    expect(plan).not.toMatch(/Seq Scan/);
  });

  test.each([
    ["message_edited", "room_log_edits"],
    ["previews_changed", "room_log_previews"],
  ])("what a deletion empties of kind %s is found by an index of its own", async (kind, index) => {
    const query = `update room_log set body = body where room_id = 510 and target_seq = 5 and kind = '${kind}'`;
    const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${sql.raw(query)}`.execute(log.db);
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain(index);
  });

  test("a page around a seq is found by two ways along one index", async () => {
    const query = messagesAround({ roomId: 510, aroundSeq: 10_000, limit: 50 });
    const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${query}`.execute(log.db);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/Index Scan Backward using room_log_timeline/);
    expect(plan).toMatch(/Index Scan using room_log_timeline/);
    expect(plan).not.toMatch(/Seq Scan/);
  });

  test("what is pinned is found by the keys of its messages", async () => {
    const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${pinnedMessages(510)}`.execute(log.db);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/Index Cond: \(\(room_id = \S+\) AND \(seq = ANY/);
    expect(plan).not.toMatch(/Seq Scan/);
  });
});
