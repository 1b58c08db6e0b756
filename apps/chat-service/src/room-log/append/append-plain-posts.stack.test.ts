import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toAppendItem } from "./append-item.ts";
import { type AppendAnswer, appendPlainPosts, appendToLog, type Callable } from "./append-queries.ts";
import type { LogCommand } from "../kinds/log-kinds.ts";
import { planBatch } from "./plan-batch.ts";
import { planPlainPosts } from "./plan-plain-posts.ts";
import { PreparedCall } from "./prepared-call.ts";
import { by, person } from "../testing/commands.ts";
import { type TestLog, testLog } from "../testing/test-log.ts";

/** Two databases that begin alike: each batch goes the quick way into one, and is judged message by message in the other. */
let quick: TestLog;
let thorough: TestLog;
let quickClient: pg.Client;
let thoroughClient: pg.Client;

beforeAll(async () => {
  [quick, thorough] = await Promise.all([testLog(), testLog()]);
  for (const log of [quick, thorough]) for (const statement of beginning) await log.sql(statement);
  quickClient = new pg.Client({ connectionString: quick.url });
  thoroughClient = new pg.Client({ connectionString: thorough.url });
  await Promise.all([quickClient.connect(), thoroughClient.connect()]);
});
afterAll(async () => {
  await Promise.all([quickClient.end(), thoroughClient.end()]);
  await Promise.all([quick.stop(), thorough.stop()]);
});

const [publicRoom, privateRoom, archivedRoom, announcements, directRoom, blockedRoom, missingRoom] = [
  101, 102, 103, 104, 105, 106, 999,
];
const beginning = [
  `insert into rooms (id, kind, name, name_key, direct_key, created_by, create_key, last_seq, archived_at) values
     (101, 'public', 'p', 'p', null, 1, 'p', 1, null), (102, 'private', 'q', 'q', null, 1, 'q', 0, null),
     (103, 'public', 'r', 'r', null, 1, 'r', 0, now()), (104, 'announcement', 's', 's', null, 1, 's', 0, null),
     (105, 'direct', '', null, '1:2', 1, 't', 0, null), (106, 'direct', '', null, '1:3', 1, 'u', 0, null)`,
  // User 1 owns, 2 is a member, 3 a muted one, 4 nobody.
  `insert into room_members (room_id, user_id, role, joined_at, muted_until)
     select room, person, case person when 1 then 'owner' else 'member' end, now(),
            case person when 3 then now() + interval '1 day' end
       from generate_series(101, 105) as room, generate_series(1, 3) as person where room < 105 or person < 3`,
  // One of these two has blocked the other.
  `insert into room_members (room_id, user_id, role, joined_at, muted_until)
     values (106, 1, 'member', now(), block_mute()), (106, 3, 'member', now(), block_mute())`,
  // Something that is no message, and takes an id that a message may want.
  `insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     values (101, 1, 'room_updated', 1, 'id-1', '{}', now())`,
];

const roomId = fc.constantFrom(
  publicRoom,
  publicRoom,
  publicRoom,
  privateRoom,
  archivedRoom,
  announcements,
  directRoom,
  blockedRoom,
  missingRoom,
);
const post = fc.record({
  roomId: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(publicRoom, privateRoom, directRoom) }, roomId),
  actor: fc
    .tuple(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(1, 2) }, fc.constantFrom(3, 4)),
      fc.integer({ max: 9, min: 0 }),
    )
    .map(([userId, chance]) => person(userId, { serverAdmin: chance === 0 })),
  clientMsgId: fc.oneof(
    { weight: 9, arbitrary: fc.uuid() },
    fc.constantFrom("id-1", "id-2", "id-3", `"quoted" \\ and {braced}, NULL`),
  ),
  content: fc.oneof(fc.constant("hello"), fc.string({ unit: "grapheme", minLength: 1 }), fc.constant(`"\\ {,} NULL`)),
  replyTo: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constantFrom(1, 2, 3, 10_000)),
  directKey: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constantFrom("1:2", "1:3")),
});

test("in one go or message by message: the same verdicts, rows, heads and read marks", async () => {
  const batch = fc.array(post, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(batch, async (posts) => {
      const commands = posts.map(({ roomId: room, actor, clientMsgId, content, replyTo, directKey }): LogCommand => {
        const at = { roomId: room, actor, clientMsgId, receivedUs: 0 };
        return { ...at, do: "post", content, replyTo, directKey };
      });
      expect(await appendQuickly(commands)).toEqual(await appendThoroughly(commands));
      expect(await read(quick)).toEqual(await read(thorough));
    }),
    { numRuns: 400 },
  );
}, 60_000);

test("what is new and allowed does go in one go", async () => {
  const commands = [
    by(person(1), publicRoom).post("one"),
    by(person(2), privateRoom).post("two"),
    by(person(1), announcements).post("three"),
    by(person(2), publicRoom).post("four"),
    by(person(2), publicRoom).post("five", { replyTo: 2 }),
  ];
  await quickClient.query("begin; drop function append_to_log");
  const { verdicts } = await appendQuickly(commands);
  await quickClient.query("rollback");
  expect(verdicts.map(({ n, no }) => [n, no])).toEqual(commands.map((_, n) => [n, undefined]));
  expect(verdicts.map(({ quote }) => quote?.seq)).toEqual([undefined, undefined, undefined, undefined, 2]);
});

async function appendQuickly(commands: readonly LogCommand[]) {
  const posts = planPlainPosts(commands.map(toItem));
  if (posts === undefined) throw new Error("These are no posts");
  return withoutTimes(await appendPlainPosts(callable(quickClient), posts));
}

async function appendThoroughly(commands: readonly LogCommand[]) {
  return withoutTimes(await appendToLog(callable(thoroughClient), planBatch(commands.map(toItem))));
}

function toItem(command: LogCommand, n: number) {
  return toAppendItem(command, command.clientMsgId ?? `made-${n}`);
}

/** Verdicts by their places, rooms by their ids. */
function withoutTimes({ rooms, verdicts }: AppendAnswer) {
  return {
    rooms: rooms.toSorted(([a], [b]) => a - b),
    verdicts: verdicts
      .toSorted((a, b) => a.n - b.n)
      .map(({ n, no, dup, ...verdict }) => {
        const { seq, quote } = "seq" in verdict ? verdict : {};
        return { n, no, dup, seq, quote };
      }),
  };
}

async function read(database: TestLog) {
  return {
    log: await database.sql("select room_id, seq, kind, actor_id, client_msg_id, body from room_log order by 1, 2"),
    heads: await database.sql("select id, last_seq from rooms order by 1"),
    marks: await database.sql("select room_id, user_id, last_read_seq from room_members order by 1, 2"),
  };
}

function callable(client: pg.Client): Callable {
  return { call: (statement, values) => client.query(new PreparedCall(statement, values)).answer };
}
