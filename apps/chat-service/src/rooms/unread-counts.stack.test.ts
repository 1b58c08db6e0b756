import { mentions } from "@hubbub/markup";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxUnreadCount } from "../limits.ts";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { testLog, type TestLog, type TestWriter } from "../room-log/testing/test-log.ts";
import { myRoomsQuery, selectMyRooms } from "./room-queries.ts";

const ada = { ...person(1), username: "ada" };
const bob = person(2);
let log: TestLog;
let writer: TestWriter;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});

afterAll(() => log.stop());

/** What is unread for ada in a room of hers and bob's in which bob says this. */
async function roomWhereBobSays(...texts: readonly string[]): Promise<number> {
  const { roomId } = await writer.createRoom(
    createRoom(ada, `Room ${Math.random()}`, { others: { [bob.userId]: "member" } }),
  );
  for (const text of texts) await writer.append(by(bob, roomId).post(text));
  return roomId;
}

async function unread(roomId: number, reader = ada) {
  const { userId, username } = reader;
  const { items } = await selectMyRooms(log.db, { userId, username, after: undefined, limit: 100 });
  const room = items.find(({ id }) => id === roomId);
  return { unread: room?.unreadCount, mentions: room?.mentionCount };
}

describe("what is unread", () => {
  test("are messages by others, not deleted, after the mark; no edits, reactions or comings and goings", async () => {
    const roomId = await roomWhereBobSays("one", "two", "three");
    await writer.append(by(bob, roomId).edit(2, "one, edited"));
    await writer.append(by(bob, roomId).react(3, "👍"));
    await writer.append(by(bob, roomId).delete(4));
    await writer.append(by(ada, roomId).add(7));
    expect(await unread(roomId)).toEqual({ unread: 2, mentions: 0 });
    await writer.append(by(ada, roomId).post("my own"));
    expect(await unread(roomId)).toEqual({ unread: 0, mentions: 0 });
    expect(await unread(roomId, bob)).toEqual({ unread: 1, mentions: 0 });
  });

  test("is counted up to a limit", async () => {
    const roomId = await roomWhereBobSays();
    await log.sql(`insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
      select ${roomId}, n, 'message', 2, 'm' || n, '{"username": "bob", "content": "hi @ada"}', now()
        from generate_series(2, ${maxUnreadCount + 200}) n`);
    expect(await unread(roomId)).toEqual({ unread: maxUnreadCount, mentions: maxUnreadCount });
  });
});

describe("a mention", () => {
  test.each([
    "@ada",
    "@ADA: look",
    "hey @Ada, look",
    "see (@ada)",
    "ask @ada.",
    "ask @ada... or not",
    "line\n@ada",
    "你好@ada你好",
    "@adamant and @ada",
    "_@ada_",
    "`code` and @ada",
  ])("is %j", async (text) => {
    expect(await unread(await roomWhereBobSays(text))).toEqual({ unread: 1, mentions: 1 });
  });

  test.each([
    "ada",
    "@adam",
    "@ada_b",
    "@ada-b",
    "@ada.b",
    "bob@ada.org",
    "b.@ada",
    "@@ada",
    "x/@ada",
    "@ad a",
    "@ada_",
    "`@ada`",
    "```\n@ada\n```",
    "https://x.example/?q=@ada",
  ])("is not %j", async (text) => {
    expect(await unread(await roomWhereBobSays(text))).toEqual({ unread: 1, mentions: 0 });
  });

  test("is what the protocol's rule says of a text, whatever it is", async () => {
    const piece = fc.constantFrom(
      "@ada",
      "@Ada",
      "_",
      "`",
      "```",
      ".",
      " ",
      "\n",
      "https://x.example/",
      "b",
      "@",
      "。",
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => `x ${pieces.join("")}`);
    const texts = fc.sample(text, { seed: 17, numRuns: 200 });
    const expected = texts.filter((content) => mentions(content, "ada")).length;
    expect(await unread(await roomWhereBobSays(...texts))).toEqual({ unread: texts.length, mentions: expected });
  });

  test("counts as the message reads now", async () => {
    const roomId = await roomWhereBobSays("hi @ada", "nothing", "bye @ada");
    await writer.append(by(bob, roomId).edit(2, "hi @adam"));
    await writer.append(by(bob, roomId).edit(3, "something, @ada"));
    await writer.append(by(bob, roomId).delete(4));
    expect(await unread(roomId)).toEqual({ unread: 2, mentions: 1 });
    await writer.append(by(bob, roomId).edit(3, "something, `@ada`"));
    expect(await unread(roomId)).toEqual({ unread: 2, mentions: 0 });
    await writer.append(by(bob, roomId).edit(3, "nothing"));
    expect(await unread(roomId)).toEqual({ unread: 2, mentions: 0 });
  });

  test("leaves no name behind with what was deleted", async () => {
    const roomId = await roomWhereBobSays("@ada", "hm");
    await writer.append(by(bob, roomId).edit(2, "@ada, @eve"));
    await writer.append(by(bob, roomId).delete(2));
    const rows = await log.sql(`select body, state from room_log where room_id = ${roomId} order by seq`);
    expect(JSON.stringify(rows)).not.toMatch(/eve|@ada/);
    expect(rows[1]).not.toHaveProperty("body.mentions");
  });

  test("in a message of an earlier release, or edited by one, is told by its text", async () => {
    const roomId = await roomWhereBobSays("`@ada`", "@ada", "nobody");
    await log.sql(`update room_log set body = body - 'mentions' where room_id = ${roomId} and seq = 2`);
    await log.sql(`update room_log set state = '{"content": "@eve"}' where room_id = ${roomId} and seq = 3`);
    await log.sql(`update room_log set state = '{"content": "@ada"}' where room_id = ${roomId} and seq = 4`);
    expect(await unread(roomId)).toEqual({ unread: 3, mentions: 2 });
  });

  test("of a name with dots and dashes is of that name only", async () => {
    const dotted = { ...ada, username: "a.b-c" };
    expect(await unread(await roomWhereBobSays("@a.b-c @axb-c", "@axb-c", "@a.b-cd"), dotted)).toEqual({
      unread: 3,
      mentions: 1,
    });
  });
});

test("counting looks at the index of messages, and at no whole table", async () => {
  await log.sql(`insert into rooms (id, kind, name, name_key, created_by, create_key, last_seq)
    select n, 'public', 'p' || n, 'p' || n, 1, 'p' || n, 20000 from generate_series(5000, 6999) n`);
  await log.sql(`insert into room_members (room_id, user_id, role, joined_at)
    select 5000 + n % 2000, 100 + n / 10, 'member', now() from generate_series(1, 20000) n on conflict do nothing`);
  await log.sql(`insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
    select 5000 + n % 50, n, case when n % 3 = 0 then 'message' else 'reaction' end, n % 100, 'p' || n,
           '{"username": "u", "content": "hello"}', now()
      from generate_series(1, 30000) n`);
  await log.sql(`insert into mentions (user_id, room_id, seq, author_id)
    select 100 + n % 200, 5000 + n % 50, n, n % 100 from generate_series(1, 30000) n`);
  await log.sql("analyze");
  const query = myRoomsQuery(log.db, { userId: 110, username: "ada", after: undefined, limit: 50 });
  const plan = (await query.explain()).map((row) => Object.values(row)[0]).join("\n");
  expect(plan).toContain("room_log_timeline");
  expect(plan).toContain("room_members_of_user");
  expect(plan).toContain("mentions_pkey");
  // The table of blocks is empty here.
  expect(plan).not.toMatch(/Seq Scan on (?!user_blocks)/);
});
