import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { maxUnreadCount } from "../../limits.ts";
import { type UnreadCounts, unreadCounts, unreadReader } from "../../room-log/read/unread-queries.ts";
import { createRoom, person } from "../../room-log/testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../../room-log/testing/test-log.ts";
import { readPlaceCounts } from "./counts-queries.ts";
import type { PlaceOfPerson } from "./place-counts.ts";

const people = ["ada", "bob", "eve"].map((username, index) => ({ ...person(index + 1), username }));
const [ada, bob, eve] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
let log: TestLog;
let writer: TestWriter;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

/** A room of all three with so many messages: by each in turn, some calling one of them in one way or another, some deleted. */
async function busyRoom(messages: number): Promise<number> {
  const others = { [bob.userId]: "member", [eve.userId]: "member" } as const;
  const { roomId } = await writer.createRoom(createRoom(ada, `Room ${Math.random()}`, { others }));
  await log.sql(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, state, created_at)
     select $1, n, 'message', 1 + n % 3, 'm' || n,
            case n % 7 when 0 then '{"content": "hi @bob", "mentions": ["bob"]}' when 1 then '{"content": "hi @eve"}' when 3 then '{"content": "hi @ here", "mentions": []}'
                       when 2 then '{"content": "hi @bob", "mentioned": {"user_ids": [2]}}' else '{"content": "hi"}' end::jsonb,
            case n % 11 when 0 then '{"deleted_at": 1}' when 1 then '{"content": "no, @ada"}' end::jsonb, now()
       from generate_series(10, $2::int) as n`,
    [roomId, messages + 9],
  );
  await log.sql(
    `insert into mentions (user_id, room_id, seq, author_id)
     select 2, room_id, seq, actor_id from room_log where room_id = $1 and body ? 'mentioned'`,
    [roomId],
  );
  return roomId;
}

async function place(roomId: number, userId: number, lastReadSeq: number): Promise<PlaceOfPerson> {
  await log.sql("update room_members set last_read_seq = $3 where room_id = $1 and user_id = $2", [
    roomId,
    userId,
    lastReadSeq,
  ]);
  return { roomId, userId };
}

/** As the list of rooms has them. */
async function listed({ roomId, userId }: PlaceOfPerson) {
  const reader = unreadReader(people[userId - 1]!);
  const mine = { roomId: sql<number>`mine.room_id`, lastReadSeq: sql<number>`mine.last_read_seq` };
  const { rows } = await sql<{ counts: UnreadCounts }>`
    select ${unreadCounts(reader, mine)} as counts from room_members as mine
     where room_id = ${roomId} and user_id = ${userId}`.execute(log.db);
  return { roomId, userId, ...rows[0]!.counts };
}

const named = (places: readonly PlaceOfPerson[]) =>
  places.map((each) => ({ ...each, username: people[each.userId - 1]!.username }));

test("what is unread for many in few rooms is for each what the list of rooms says", async () => {
  await log.sql("insert into user_blocks (user_id, blocked_id) values ($1, $2)", [bob.userId, eve.userId]);
  const [short, long, silent] = [await busyRoom(50), await busyRoom(2 * maxUnreadCount), await busyRoom(0)];
  const places = [
    await place(short, ada.userId, 0),
    await place(short, bob.userId, 21),
    await place(short, eve.userId, 999),
    await place(long, ada.userId, 0),
    await place(long, bob.userId, 1_500),
    await place(long, eve.userId, 1_001),
    await place(silent, ada.userId, 0),
  ];
  const counts = await readPlaceCounts(log.db, named(places));
  const byPlace = (one: PlaceOfPerson, other: PlaceOfPerson) => one.roomId - other.roomId || one.userId - other.userId;
  expect(counts.toSorted(byPlace)).toEqual(await Promise.all(places.map(listed)));
  const [adas, bobs] = counts.toSorted(byPlace);
  expect(adas?.unread).toBeGreaterThan(20);
  expect(bobs?.mentions).toBeGreaterThan(0);
});

test("a room is not looked at for each who asks for it, and nobody who is no member is told anything", async () => {
  const roomId = await busyRoom(100);
  const strangers = [{ roomId, userId: 77, username: "zoe" }];
  expect(await readPlaceCounts(log.db, strangers)).toEqual([]);
  await log.sql(
    "insert into room_members (room_id, user_id, role, joined_at) select $1, n, 'member', now() from generate_series(100, 199) as n",
    [roomId],
  );
  const crowd = Array.from({ length: 100 }, (_, index) => ({ roomId, userId: 100 + index, username: `p${index}` }));
  await log.db.transaction().execute(async (trx) => {
    expect(await readPlaceCounts(trx, crowd)).toHaveLength(100);
    const { rows } = await sql<{ looks: number }>`
      select sum(idx_scan)::int as looks from pg_stat_xact_user_tables where relname = 'room_log'`.execute(trx);
    // The planner looks at the ends of an index too.
    expect(rows[0]?.looks).toBeLessThan(10);
  });
});
