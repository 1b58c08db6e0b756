import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../room-log/testing/test-log.ts";
import { noteEarlierNames } from "./earlier-name-queries.ts";

const ada = person(1);
let log: TestLog;
let writer: TestWriter;
let rooms = 0;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

/** As an earlier release leaves it. */
async function nothingNoted() {
  await log.sql("delete from named_people");
  await log.sql("update earlier_names set room_id = 0, seq = 0, done_at = null");
}

const newRoom = async () => (await writer.createRoom(createRoom(ada, `room ${(rooms += 1)}`))).roomId;
const isDone = async () => (await log.sql("select 1 from earlier_names where done_at is not null")).length === 1;

async function namedIn(roomId: number): Promise<number[]> {
  const rows = await log.sql<{ user_id: number }>(
    "select user_id::int from named_people where room_id = $1 order by user_id",
    [roomId],
  );
  return rows.map(({ user_id }) => user_id);
}

beforeEach(nothingNoted);

test("whom a log names by whichever kind, and who is no member, is noted", async () => {
  const roomId = await newRoom();
  await writer.append(by(ada, roomId).ban(2));
  await writer.append(by(ada, roomId).unban(2));
  for (const userId of [3, 4, 5, 6]) await writer.append(by(ada, roomId).add(userId));
  await writer.append(by(ada, roomId).remove(3));
  await writer.append(by(ada, roomId).mute(4));
  await writer.append(by(ada, roomId).setRole(5, "admin"));
  await writer.append(by(ada, roomId).post('{"user_id": 7}'));
  // Who left when that was not noted yet, and whose other notices are gone.
  await log.sql("delete from room_members where room_id = $1 and user_id in (4, 5)", [roomId]);
  await log.sql("delete from room_log where room_id = $1 and kind = 'member_added' and actor_id = 1 and seq > 1", [
    roomId,
  ]);
  await nothingNoted();
  await noteEarlierNames(log.db, 1_000);
  expect(await namedIn(roomId)).toEqual([2, 3, 4, 5]);
  expect(await isDone()).toBe(true);
});

test("it is done in steps of so many rows, over all rooms, and then never again", async () => {
  const [one, two] = [await newRoom(), await newRoom()];
  for (const roomId of [one, two]) {
    for (const text of ["a", "b", "c"]) await writer.append(by(ada, roomId).post(text));
    await writer.append(by(ada, roomId).ban(2));
  }
  await nothingNoted();
  const [{ count } = { count: 0 }] = await log.sql<{ count: number }>("select count(*)::int from room_log");
  for (let looked = 0; looked < count; looked += 2) {
    expect(await isDone()).toBe(false);
    await noteEarlierNames(log.db, 2);
  }
  await noteEarlierNames(log.db, 2);
  expect(await isDone()).toBe(true);
  expect([await namedIn(one), await namedIn(two)]).toEqual([[2], [2]]);

  await log.sql("delete from named_people");
  await noteEarlierNames(log.db, 1_000);
  expect([await namedIn(one), await namedIn(two)]).toEqual([[], []]);
});

test("a deleted account that is noted by it is to be forgotten once more, and no other", async () => {
  const roomId = await newRoom();
  for (const userId of [20, 21]) await writer.append(by(ada, roomId).ban(userId));
  await nothingNoted();
  await log.sql(`insert into deleted_accounts (user_id, deleted_at, forgotten_at)
                 values (20, now(), now()), (22, now(), now())`);
  await noteEarlierNames(log.db, 1_000);
  expect(await log.sql("select user_id::int from deleted_accounts where forgotten_at is null")).toEqual([
    { user_id: 20 },
  ]);
});
