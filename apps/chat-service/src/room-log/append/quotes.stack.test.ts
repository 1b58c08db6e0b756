import type { Message } from "@hubbub/ws-protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEvents } from "../read/event-queries.ts";
import { readJoins } from "../read/join-queries.ts";
import { readMessage, readPage } from "../read/page-queries.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../testing/test-log.ts";

let log: TestLog;
let writer: TestWriter;
let rooms = 0;
const [ada, bob] = [person(1), person(2)];

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

/** A room of two where the first's message is answered by the second. */
async function answered(content = "shall we?") {
  const { roomId } = await writer.createRoom(createRoom(ada, `room ${(rooms += 1)}`, { others: { 2: "admin" } }));
  const { seq: asked } = await writer.append(by(ada, roomId).post(content));
  const { seq: reply } = await writer.append(by(bob, roomId).post("yes", { replyTo: asked }));
  return { roomId, asked, reply, quote: { seq: asked, user_id: 1, username: "user1", content } };
}

const parse = (frame: Uint8Array) => JSON.parse(Buffer.from(frame).toString()) as Message;

/** The message's quote in every place that tells of it from now on. */
async function quotesOf(roomId: number, seq: number) {
  const [join] = await readJoins(log.db, [{ roomId, userId: 1, pageLimit: 50, recentLimit: 100 }]);
  const hole = (await readEvents(log.db, [{ roomId, after: seq - 1, upTo: seq }])).get(roomId);
  const recent = join?.recent.find((event) => event.seq === seq);
  const of = (messages: readonly Message[] = []) => messages.find((one) => one.seq === seq)?.quote;
  return {
    message: (await readMessage(log.db, roomId, seq))?.quote,
    page: of((await readPage(log.db, { roomId, limit: 100 })).messages),
    join: of(join?.page.messages),
    ring: recent && parse(recent.frame).quote,
    hole: hole?.events[0] && parse(hole.events[0].frame).quote,
  };
}

const everywhere = (quote: Message["quote"]) => ({
  message: quote,
  page: quote,
  join: quote,
  ring: quote,
  hole: quote,
});
const lastBatch = () => writer.committed.at(-1)!;

test("an answer quotes what it answers, in its frame and wherever it is read", async () => {
  const { roomId, asked, reply, quote } = await answered();
  expect(parse(lastBatch().frames[0]!)).toEqual({ type: "new_message", ...(await readMessage(log.db, roomId, reply)) });
  expect(parse(lastBatch().frames[0]!)).toMatchObject({ seq: reply, reply_to: asked, quote });
  expect(await quotesOf(roomId, reply)).toEqual(everywhere(quote));
  expect(await quotesOf(roomId, asked)).toEqual(everywhere(undefined));
  const { rows } = {
    rows: await log.sql("select body from room_log where room_id = $1 and seq = $2", [roomId, reply]),
  };
  expect(rows).toEqual([{ body: { username: "user2", content: "yes", reply_to: asked } }]);
});

test("messages that go together with answers have no quotes of theirs, and each answer has its own", async () => {
  const { roomId, asked, quote } = await answered();
  const { seq: other } = await writer.append(by(bob, roomId).post("another"));
  await Promise.all([
    writer.append(by(ada, roomId).post("plain")),
    writer.append(by(bob, roomId).post("one", { replyTo: other })),
    writer.append(by(ada, roomId).post("plain too")),
    writer.append(by(bob, roomId).post("two", { replyTo: asked })),
  ]);
  expect(lastBatch().frames.map((frame) => [parse(frame).content, parse(frame).quote?.content])).toEqual([
    ["plain", undefined],
    ["one", "another"],
    ["plain too", undefined],
    ["two", quote.content],
  ]);
});

test("a quote is the beginning of what the message says now, and its edit names who quotes it", async () => {
  const { roomId, asked, reply, quote } = await answered();
  await writer.append(by(ada, roomId).edit(asked, `${"x".repeat(199)}👍🏽 and more`));
  expect(lastBatch().effects).toEqual({ deleted: [reply] });
  const changed = { ...quote, content: "x".repeat(199) };
  expect(await quotesOf(roomId, reply)).toEqual(everywhere(changed));
  const { seq: second } = await writer.append(by(ada, roomId).post("again", { replyTo: asked }));
  expect(parse(lastBatch().frames[0]!).quote).toEqual(changed);
  await writer.append(by(ada, roomId).edit(asked, "shall we go?"));
  expect(lastBatch().effects).toEqual({ deleted: [reply, second] });
  const edits = [...(await readEvents(log.db, [{ roomId, after: 0, upTo: 100 }])).get(roomId)!.events]
    .filter(({ frame }) => Buffer.from(frame).includes("message_edited"))
    .map(({ effects, frame }) => ({ effects, isTold: Buffer.from(frame).includes("quoted_by") }));
  expect(edits).toEqual([
    { effects: { deleted: [reply] }, isTold: false },
    { effects: { deleted: [reply, second] }, isTold: false },
  ]);
  await writer.append(by(bob, roomId).edit(reply, "no"));
  expect(lastBatch().effects).toEqual({});
});

test("nothing of a deleted message stays in a quote, and its deletion names who quotes it", async () => {
  for (const command of ["delete", "erase"] as const) {
    const { roomId, asked, reply, quote } = await answered("a secret");
    const edit = await writer.append(by(ada, roomId).edit(asked, "a secret still"));
    await writer.append(by(ada, roomId)[command](asked));
    expect(lastBatch().effects).toEqual({ deleted: [asked, edit.seq, reply] });
    expect(await quotesOf(roomId, reply)).toEqual(everywhere({ ...quote, content: "", deleted: true }));
    const { seq: later } = await writer.append(by(bob, roomId).post("to the deleted one", { replyTo: asked }));
    expect(parse(lastBatch().frames[0]!).quote).toEqual({ ...quote, content: "", deleted: true });
    expect(await quotesOf(roomId, later)).toEqual(everywhere({ ...quote, content: "", deleted: true }));
    const rows = await log.sql<{ text: string }>("select room_log::text as text from room_log where room_id = $1", [
      roomId,
    ]);
    expect(rows.filter(({ text }) => text.includes("secret"))).toEqual([]);
  }
});

test("nothing of a message that is not kept any longer stays in a quote, and those that stay are named", async () => {
  const { roomId, asked, reply, quote } = await answered("a secret");
  const { seq: kept } = await writer.append(by(ada, roomId).post("kept", { replyTo: asked }));
  await writer.append(by(ada, roomId).post("of another", { replyTo: kept }));
  const age = "update room_log set created_at = created_at - interval '9 days' where room_id = $1 and seq <= $2";
  await log.sql(age, [roomId, reply]);
  const before = new Date(Date.now() - 24 * 3_600_000);
  await writer.append({ do: "expire", roomId, actor: person(0), before, receivedUs: 0 });
  expect(lastBatch().effects).toEqual({ deleted: [reply, kept] });
  const gone = { ...quote, content: "", deleted: true };
  expect(await quotesOf(roomId, kept)).toEqual(everywhere(gone));
  const [event] = (await readEvents(log.db, [{ roomId, after: kept + 1, upTo: kept + 2 }])).get(roomId)!.events;
  expect(event?.effects).toEqual({ deleted: [reply, kept] });
  expect(Buffer.from(event!.frame).toString()).not.toContain("quoted_by");
});

test("of very many who quote a message the newest are named, and an item of the release before names as many", async () => {
  const { roomId, asked } = await answered();
  await log.sql(
    `with head as (update rooms set last_seq = 1503 where id = $1)
     insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select $1::bigint, n, 'message', 2, 'many ' || n,
            jsonb_build_object('username', 'user2', 'content', 'x', 'reply_to', $2::bigint), now()
       from generate_series(4, 1503) as n`,
    [roomId, asked],
  );
  const newest = Array.from({ length: 1_000 }, (_, i) => 504 + i);
  await writer.append(by(ada, roomId).edit(asked, "changed"));
  expect(lastBatch().effects.deleted).toEqual(newest);
  const item = { n: 0, do: "delete", kind: "message_deleted", room_id: roomId, actor_id: 1, admin: false };
  const ofBefore = { ...item, username: "user1", client_msg_id: "before", seq: asked, max_erased: 1_000 };
  const [answer] = await log.sql<{ erased: number[] }>(
    "select append_to_log($1::bigint[], $2::jsonb) #> '{verdicts,0,event,body,erased}' as erased",
    [[roomId], JSON.stringify([{ do: "change", items: [ofBefore] }])],
  );
  expect(answer?.erased.slice(1)).toEqual(newest);
});

test("a message that answered one which the log has no more quotes nothing", async () => {
  const { roomId, asked, reply } = await answered();
  await log.sql("delete from room_log where room_id = $1 and seq = $2", [roomId, asked]);
  expect(await quotesOf(roomId, reply)).toEqual(everywhere(undefined));
  expect((await readMessage(log.db, roomId, reply))?.reply_to).toBe(asked);
});
