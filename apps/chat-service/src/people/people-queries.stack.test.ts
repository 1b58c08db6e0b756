import { createLogger } from "@hubbub/service-runtime";
import { openPostgres } from "@hubbub/service-runtime/postgres";
import { testDatabase } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateChat } from "../migrate-chat.ts";
import { type ChatDatabase, openChatDatabase } from "../db/open-chat-database.ts";
import { readMemberships } from "./memberships/membership-queries.ts";
import { moveDeliveredMarks } from "./receipts/delivered-queries.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: ChatDatabase;
let pool: ReturnType<typeof openPostgres>;

const [ada, bob] = [1, 2];
const [general, direct, alone] = [1, 200, 201];

beforeAll(async () => {
  database = await testDatabase("activity", migrateChat);
  const logger = createLogger({ service: "test", level: "silent" });
  pool = openPostgres(database.url, { logger, applicationName: "test", maxConnections: 3 });
  db = openChatDatabase(pool);
  await pool.query(`
    insert into rooms (id, kind, name, direct_key, created_by, create_key, last_seq) values
      (${direct}, 'direct', '', '${ada}:${bob}', ${ada}, 'd', 4), (${alone}, 'direct', '', '${ada}:${ada}', ${ada}, 'a', 1);
    insert into room_members (room_id, user_id, role, last_read_seq, last_delivered_seq, joined_at) values
      (${general}, ${ada}, 'member', 0, 0, now()), (${direct}, ${ada}, 'member', 3, 2, now()),
      (${direct}, ${bob}, 'member', 0, 0, now()), (${alone}, ${ada}, 'member', 0, 0, now());
    update rooms set last_event_at = now() + interval '1 hour' where id = ${direct};
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at) values
      (${direct}, 1, 'member_added', 1, 'a', '{}', now()), (${direct}, 2, 'message', 1, 'b', '{}', now()),
      (${direct}, 3, 'message', 1, 'c', '{}', now()), (${direct}, 4, 'message_edited', 1, 'd', '{}', now())`);
});
afterAll(async () => {
  await db.destroy();
  await database.stop();
});

test("memberships name the newest message, how far one read, and what the other of a direct room wrote", async () => {
  const people = await readMemberships(db, [ada, bob, 77], 10);
  expect(people.get(ada)?.toSorted((a, b) => a.roomId - b.roomId)).toEqual([
    { roomId: general, head: 0, lastReadSeq: 0, direct: undefined },
    { roomId: direct, head: 3, lastReadSeq: 3, direct: { otherUserId: bob, undeliveredSeq: undefined } },
    { roomId: alone, head: 0, lastReadSeq: 0, direct: undefined },
  ]);
  expect(people.get(bob)).toEqual([
    { roomId: direct, head: 3, lastReadSeq: 0, direct: { otherUserId: ada, undeliveredSeq: 3 } },
  ]);
  expect(people.has(77)).toBe(false);
});

test("of too many rooms those with the newest events are kept", async () => {
  const people = await readMemberships(db, [ada], 1);
  expect(people.get(ada)?.map(({ roomId }) => roomId)).toEqual([direct]);
});

test("delivered marks move forward only, and wait for nobody", async () => {
  const mark = (seq: number) =>
    moveDeliveredMarks(db, [
      { roomId: direct, userId: bob, seq },
      { roomId: direct, userId: 77, seq },
    ]);
  expect(await mark(3)).toEqual(["moved", "stands"]);
  expect(await mark(3)).toEqual(["stands", "stands"]);
  expect(await mark(2)).toEqual(["stands", "stands"]);
  const holder = await pool.connect();
  try {
    await holder.query(
      `begin; update room_members set last_read_seq = 1 where room_id = ${direct} and user_id = ${bob}`,
    );
    expect(await mark(4)).toEqual(["locked", "stands"]);
    await holder.query("rollback");
  } finally {
    holder.release();
  }
  expect(await mark(4)).toEqual(["moved", "stands"]);
});
