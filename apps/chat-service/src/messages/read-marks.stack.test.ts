import { createLogger } from "@hubbub/service-runtime";
import { openPostgres } from "@hubbub/service-runtime/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../room-log/actor.ts";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { testLog, type TestLog, type TestWriter } from "../room-log/testing/test-log.ts";
import { moveReadMarks } from "./read-mark-queries.ts";
import { ReadMarks, type TellRead } from "./read-marks.ts";

type Told = Parameters<TellRead>[0];

const ann = person(1);
const bob = person(2);
const stranger = person(9);
let log: TestLog;
let writer: TestWriter;
let told: Told[];
let readMarks: ReadMarks;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});

beforeEach(() => {
  told = [];
  readMarks = new ReadMarks(log.db, (mark) => told.push(mark));
});

afterAll(() => log.stop());

/** A room of ann's and bob's with `messages` by ann; its head is at `messages + 1`. */
async function roomWith(messages: number, kind: "public" | "private" = "public"): Promise<number> {
  const members = createRoom(ann, `Room ${Math.random()}`, { kind, others: { [bob.userId]: "member" } });
  const { roomId } = await writer.createRoom(members);
  for (let n = 0; n < messages; n += 1) await writer.append(by(ann, roomId).post(`m ${n}`));
  return roomId;
}

const mark = ({ userId }: Actor, roomId: number, seq: number) => readMarks.move({ roomId, userId, seq });

/** Begins to change a member's row; the answer lets go of it. */
async function holdRow(roomId: number, { userId }: Actor): Promise<() => Promise<void>> {
  const logger = createLogger({ service: "test", level: "silent" });
  const pool = openPostgres(log.url, { logger, applicationName: "holder", maxConnections: 1 });
  const client = await pool.connect();
  await client.query("begin");
  await client.query("update room_members set role = role where room_id = $1 and user_id = $2", [roomId, userId]);
  return async () => {
    await client.query("commit");
    client.release();
    await pool.end();
  };
}

describe("a read mark", () => {
  test("moves forward only, to the head at most, and tells what moved", async () => {
    const roomId = await roomWith(4);
    expect(await mark(bob, roomId, 4)).toBe(4);
    expect(await mark(bob, roomId, 3)).toBe(4);
    expect(await mark(bob, roomId, 4)).toBe(4);
    expect(await mark(bob, roomId, 0)).toBe(4);
    expect(await mark(bob, roomId, Number.MAX_SAFE_INTEGER)).toBe(5);
    expect(told).toEqual([
      { roomId, userId: bob.userId, lastReadSeq: 4, isBack: false, isForOthers: true },
      { roomId, userId: bob.userId, lastReadSeq: 5, isBack: false, isForOthers: true },
    ]);
  });

  test("is for members: others are forbidden what they see, and find nothing where they do not", async () => {
    const roomId = await roomWith(1);
    const secret = await roomWith(1, "private");
    await expect(mark(stranger, roomId, 1)).rejects.toMatchObject({ code: "forbidden" });
    await expect(mark(stranger, 2, 1)).rejects.toMatchObject({ code: "forbidden" });
    await expect(mark(stranger, secret, 1)).rejects.toMatchObject({ code: "room_not_found", field: "room_id" });
    await expect(mark(stranger, 999_999, 1)).rejects.toMatchObject({ code: "room_not_found", field: "room_id" });
    expect(told).toEqual([]);
  });

  test("can be set in an archived room too, which people read who are no members unless it is private", async () => {
    for (const kind of ["public", "private"] as const) {
      const roomId = await roomWith(1, kind);
      await writer.append(by(ann, roomId).archive());
      expect(await mark(bob, roomId, 3)).toBe(3);
      expect(told.at(-1)).toMatchObject({ roomId, isForOthers: kind !== "public" });
    }
  });
});

describe("many marks", () => {
  test("of one person in one room become one, the furthest, and each is answered", async () => {
    const roomId = await roomWith(20);
    const answers = await Promise.all([5, 20, 7, 19].map((seq) => mark(bob, roomId, seq)));
    // The first is on its way when the others come.
    expect(answers).toEqual([5, 20, 20, 20]);
    expect(told.map(({ lastReadSeq }) => lastReadSeq)).toEqual([5, 20]);
  });

  test("from two instances at once end at the furthest, and nothing is told twice", async () => {
    const roomId = await roomWith(60);
    const other = new ReadMarks(log.db, (moved) => told.push(moved));
    const seqs = Array.from({ length: 60 }, (_, n) => 3 + n);
    await Promise.all(seqs.map((seq) => (seq % 2 === 0 ? readMarks : other).move({ roomId, userId: bob.userId, seq })));
    expect(await mark(bob, roomId, 0)).toBe(61);
    expect(Math.max(...told.map(({ lastReadSeq }) => lastReadSeq))).toBe(61);
    expect(new Set(told.map(({ lastReadSeq }) => lastReadSeq)).size).toBe(told.length);
  });

  test("while messages are sent neither wait for a deadlock nor move back", async () => {
    const rooms = await Promise.all(Array.from({ length: 5 }, () => roomWith(1)));
    const begunMs = performance.now();
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const roomId = rooms[n % rooms.length]!;
        const post = writer.append(by(bob, roomId).post(`x ${n}`));
        return Promise.all([post, mark(bob, roomId, n), mark(ann, roomId, n)]);
      }),
    );
    // A deadlock is found after a second, and these would have many.
    expect(performance.now() - begunMs).toBeLessThan(4_000);
    expect(writer.warnings).toEqual([]);
    for (const roomId of rooms) expect(await mark(bob, roomId, 0)).toBe(42);
  });
});

test("a row that somebody else is changing is waited for without holding up the others", async () => {
  const [held, free] = [await roomWith(4), await roomWith(4)];
  const release = await holdRow(held, bob);
  let done = false;
  const waiting = mark(bob, held, 5).finally(() => (done = true));
  expect(await mark(bob, free, 5)).toBe(5);
  expect(await moveReadMarks(log.db, [{ roomId: held, userId: bob.userId, seq: 5 }])).toMatchObject([
    { outcome: "locked" },
  ]);
  expect(done).toBe(false);
  await release();
  expect(await waiting).toBe(5);
});

test("a mark whose row is never to be had is given up", async () => {
  const roomId = await roomWith(3);
  const release = await holdRow(roomId, bob);
  await expect(mark(bob, roomId, 5)).rejects.toMatchObject({ code: "unavailable" });
  await release();
});
