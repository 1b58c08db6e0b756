import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../room-log/testing/test-log.ts";
import {
  byIndexAlone,
  firstOwnPlace,
  ownEvents,
  ownRooms,
  type OwnPlace,
  readOwnMessages,
} from "./own-message-queries.ts";

const ada = person(1);
const eve = person(2);
let log: TestLog;
let writer: TestWriter;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

async function pagesOf(userId: number, bounds: { limit: number; maxRooms: number; maxOwnRooms: number }) {
  const pages: string[][] = [];
  for (let after: OwnPlace | undefined = firstOwnPlace; after !== undefined;) {
    const page = await readOwnMessages(log.db, userId, { after, ...bounds });
    pages.push(page.messages.map(({ content }) => content));
    after = page.next;
  }
  return pages;
}

test("one's messages of all rooms come page by page, of which none asks more rooms than it may", async () => {
  for (let room = 0; room < 5; room += 1) {
    const own = room % 4 === 0;
    const { roomId } = await writer.createRoom(createRoom(own ? ada : eve, `room ${room}`));
    if (!own) continue;
    for (const clientMsgId of ["a", "b", "c"]) {
      await writer.append(by(ada, roomId).post(`${room}${clientMsgId}`, { clientMsgId }));
    }
  }
  // That she made a room is an event of hers too: the first.
  await log.sql("update room_log set client_msg_id = '0' where kind = 'member_added' and actor_id = 1");

  // The server's own rooms come first; then hers, two of others, and hers.
  expect(await pagesOf(1, { limit: 3, maxRooms: 2, maxOwnRooms: 9 })).toEqual([
    [],
    ["0a", "0b"],
    ["0c"],
    ["4a", "4b"],
    ["4c"],
  ]);
  expect(await pagesOf(1, { limit: 100, maxRooms: 100, maxOwnRooms: 1 })).toEqual([
    ["0a", "0b", "0c"],
    ["4a", "4b", "4c"],
    [],
  ]);
  expect(await pagesOf(1, { limit: 100, maxRooms: 100, maxOwnRooms: 9 })).toEqual([
    ["0a", "0b", "0c", "4a", "4b", "4c"],
  ]);
});

test("a page reads no more of a large room than it has, whatever the planner expects there", async () => {
  const { roomId } = await writer.createRoom(createRoom(ada, "a large room"));
  // Nobody has told the planner of these.
  await log.sql(`alter table room_log set (autovacuum_enabled = off)`);
  await log.sql(
    `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select $1, seq, 'message', 1 + seq % 2, md5(seq::text), '{"username": "ada", "content": "text"}', now()
       from generate_series(1000, 60000) as seq`,
    [roomId],
  );
  await log.sql(
    `insert into threads (room_id, root_seq, reply_count, last_reply_seq, last_reply_at, user_ids, updated_seq)
     select $1, seq, 1, seq + 1, now(), '{1}', seq + 1 from generate_series(1000, 20000) as seq`,
    [roomId],
  );
  const queries = {
    "of one room": ownEvents(1, { roomId, clientMsgId: "5" }, 200),
    "which rooms": ownRooms(1, 0, roomId, 20),
  };
  for (const when of ["before it counted", "after"]) {
    for (const [what, query] of Object.entries(queries)) {
      const plan = await log.db.transaction().execute(async (trx) => {
        await byIndexAlone.execute(trx);
        const { rows } = await sql<{ "QUERY PLAN": string }>`explain (analyze) ${query}`.execute(trx);
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      });
      expect(plan, `${what}, ${when}`).not.toMatch(/Sort|Seq Scan|Bitmap|Rows Removed/);
      expect(plan, `${what}, ${when}`).toMatch(/Index (Only )?Scan using room_log_room_id_actor_id_client_msg_id_key/);
    }
    await log.sql("analyze");
  }
});
