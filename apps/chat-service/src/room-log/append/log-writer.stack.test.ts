import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appendDeadlineMs, fullBatchItems, maxBatchItems, maxQueuedItems } from "../../limits.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type PostgresProxy, postgresProxy } from "../testing/postgres-proxy.ts";
import { type TestLog, testLog } from "../testing/test-log.ts";
import { until } from "../testing/until.ts";
import { ann, bob, holdRoom, inGeneral, isWaiting, readLog, texts } from "../testing/writer-scenes.ts";
import type { Appended } from "./appended.ts";

let log: TestLog;
let proxy: PostgresProxy;

beforeEach(async () => {
  log = await testLog();
  proxy = await postgresProxy(log.url);
});
afterEach(async () => {
  proxy.frozen = false;
  proxy.swallowAnswers = false;
  await log.stop();
  await proxy.stop();
});

describe("the interval between commits", () => {
  test("where messages are many, what comes soon after a commit goes together in the next", async () => {
    await inGeneral(log);
    const writer = log.writer({ intervalMs: 400 });
    for (const batch of ["first", "second"]) {
      await Promise.all(texts(fullBatchItems, batch).map((content) => writer.append(by(ann, 1).post(content))));
    }
    const soon: Promise<Appended>[] = [];
    for (const content of texts(3)) {
      soon.push(writer.append(by(ann, 1).post(content)));
      // Without an interval the first of them would be under way by then.
      await new Promise(setImmediate);
      await new Promise(setImmediate);
    }
    await Promise.all(soon);
    expect(writer.batches).toEqual([fullBatchItems, fullBatchItems, 3]);
  });

  test("the first command after it begins the commit, and takes what waits along", async () => {
    await inGeneral(log);
    const intervalMs = 400;
    const writer = log.writer({ intervalMs, graceMs: 2 * appendDeadlineMs });
    await writer.append(by(ann, 1).post("connects"));
    await Promise.all(texts(2 * fullBatchItems).map((content) => writer.append(by(ann, 1).post(content))));
    const waiting = writer.append(by(ann, 1).post("waits"));
    // The interval is over then, and nothing has begun the commit.
    await delay(intervalMs + 50);
    expect(writer.batches).toEqual([1, 2 * fullBatchItems]);
    await Promise.all([waiting, writer.append(by(ann, 1).post("comes"))]);
    expect(writer.batches).toEqual([1, 2 * fullBatchItems, 2]);
  });

  test("a writer that is stopped does not wait for a command", async () => {
    await inGeneral(log);
    const writer = log.writer({ intervalMs: 2 * appendDeadlineMs });
    await Promise.all(texts(2 * fullBatchItems).map((content) => writer.append(by(ann, 1).post(content))));
    const waiting = writer.append(by(ann, 1).post("waits"));
    await new Promise(setImmediate);
    await writer.stop();
    await expect(waiting).resolves.toMatchObject({ duplicate: false });
  });

  test("where they are few, the next begins at once", async () => {
    await inGeneral(log);
    const writer = log.writer({ intervalMs: 2 * appendDeadlineMs });
    for (const content of texts(3)) await writer.append(by(ann, 1).post(content));
    expect(writer.batches).toEqual([1, 1, 1]);
  });
});

describe("order", () => {
  test("eight writers at once fill rooms without holes, each sender in order, times never backwards", async () => {
    const people = Array.from({ length: 8 }, (_, i) => person(i + 1));
    const writers = people.map(() => log.writer());
    const others = Object.fromEntries(people.slice(1).map(({ userId }) => [userId, "member"] as const));
    const rooms = await Promise.all(
      texts(3, "room").map((name) => log.writer().createRoom(createRoom(ann, name, { others }))),
    );
    await Promise.all(
      people.map(async (actor, i) => {
        const sends: Promise<Appended>[] = [];
        for (const content of texts(60)) {
          for (const { roomId } of rooms) sends.push(writers[i]!.append(by(actor, roomId).post(content)));
          if (sends.length % 9 === 0) await sends.at(-1);
        }
        await Promise.all(sends);
      }),
    );
    for (const { roomId } of rooms) {
      const rows = await readLog(log, roomId);
      expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 1 + 8 * 60 }, (_, i) => i + 1));
      for (const { userId } of people) {
        const own = rows.filter((row) => row.kind === "message" && row.actor_id === userId);
        expect(own.map(({ content }) => content)).toEqual(texts(60));
      }
      const times = rows.map(({ created_at }) => created_at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    // What each writer told the hubs are together the rooms' logs, each event once.
    const told = writers.flatMap(({ committed }) => committed.filter(({ roomId }) => roomId === rooms[0]?.roomId));
    const seqs = told.flatMap(({ firstSeq, frames }) => frames.map((_, i) => firstSeq + i)).toSorted((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 480 }, (_, i) => i + 2));
  });

  test("an event is stamped when its turn comes, and never earlier than the one before it", async () => {
    await inGeneral(log);
    const writer = log.writer();
    const release = await holdRoom(log, 1);
    const waiting = writer.append(by(ann, 1).post("waits"));
    await until(() => isWaiting(log), "the wait for the lock");
    const [clock] = await log.sql<{ now: Date }>("select date_trunc('milliseconds', clock_timestamp()) as now");
    await release();
    const waited = await waiting;
    expect(waited.createdAt.getTime()).toBeGreaterThanOrEqual(clock!.now.getTime());

    const ahead = new Date(waited.createdAt.getTime() + 3_600_000);
    await log.sql("update rooms set last_event_at = $1 where id = 1", [ahead]);
    expect((await writer.append(by(ann, 1).post("the clock was set back"))).createdAt).toEqual(ahead);
    expect((await writer.append(by(bob, 1).leave())).createdAt).toEqual(ahead);
  });

  test("the answers to one batch come in the order of its commands, whatever they are", async () => {
    await inGeneral(log);
    const writer = log.writer();
    const { roomId } = await writer.createRoom(createRoom(ann, "second"));
    const { seq } = await writer.append(by(ann, 1).post("first"));
    const answered: number[] = [];
    const sent = [
      by(ann, 1).edit(seq, "edited"),
      by(ann, roomId).post("in another room"),
      by(ann, 1).edit(999, "refused"),
      ...texts(60).map((content) => by(ann, 1).post(content)),
      by(ann, roomId).post("the last"),
    ];
    const note = (place: number) => void answered.push(place);
    await Promise.all(
      sent.map((command, place) =>
        writer.append(command).then(
          () => note(place),
          () => note(place),
        ),
      ),
    );
    expect(answered).toEqual(sent.map((_, place) => place));
  });

  test("what one turn of the event loop sends is one commit", async () => {
    await inGeneral(log);
    const writer = log.writer();
    await Promise.all(texts(100).map((content) => writer.append(by(ann, 1).post(content))));
    expect(writer.batches).toEqual([100]);
  });

  test("the hubs hear of a commit before its senders do", async () => {
    await inGeneral(log);
    const heard: string[] = [];
    const writer = log.writer({ onCommitted: () => heard.push("hub") });
    await writer.append(by(ann, 1).post("hello")).then(() => heard.push("sender"));
    expect(heard).toEqual(["hub", "sender"]);
  });

  test("people who join a room together are one event", async () => {
    const writer = log.writer();
    const joins = Array.from({ length: 50 }, (_, i) => writer.append(by(person(100 + i), 1).join()));
    const again = [100, 120].map((userId) => writer.append(by(person(userId), 1).join()));
    const appended = await Promise.all([...joins, ...again]);
    expect(appended.slice(0, 50)).toEqual(
      Array.from({ length: 50 }, () => expect.objectContaining({ seq: 1, duplicate: false })),
    );
    for (const repeat of appended.slice(50)) expect(repeat).toMatchObject({ seq: 1, duplicate: true });
    expect(writer.committed[0]?.events).toHaveLength(1);
    expect(writer.committed[0]?.effects.added).toEqual(Array.from({ length: 50 }, (_, i) => 100 + i));
    expect(await log.sql("select member_count from rooms where id = 1")).toEqual([{ member_count: 50 }]);
  });

  test("who owns a room alone leaves it before somebody else comes, though another join came earlier in the batch", async () => {
    const writer = log.writer();
    const { roomId } = await writer.createRoom(createRoom(ann, "Left in time", { kind: "public" }));
    const [known, left, came] = await Promise.all([
      writer.append(by(ann, roomId).join()),
      writer.append(by(ann, roomId).leave()),
      writer.append(by(bob, roomId).join()),
    ]);
    expect([known, left, came]).toMatchObject([{ duplicate: true }, { seq: 2 }, { seq: 3, duplicate: false }]);
  });

  test("a member who is removed while its sends are queued gets in what came before the removal only", async () => {
    await inGeneral(log);
    const writer = log.writer();
    const root = person(9, { serverAdmin: true });
    const results = await Promise.allSettled([
      writer.append(by(bob, 1).post("before")),
      writer.append(by(root, 1).remove(2)),
      writer.append(by(bob, 1).post("after")),
      writer.append(by(ann, 1).post("of another")),
      writer.append(by(bob, 1).join()),
      writer.append(by(bob, 1).post("back again")),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    const contents = (await readLog(log, 1)).map(({ content, kind }) => content ?? kind);
    expect(contents.slice(-5)).toEqual(["before", "member_removed", "of another", "member_added", "back again"]);
    expect(writer.batches).toHaveLength(1);
  });
});

describe("bounds", () => {
  test("the queue is bounded: what comes on top is told to come again", async () => {
    await inGeneral(log);
    const writer = log.writer({ url: proxy.url });
    proxy.frozen = true;
    const sends = texts(maxQueuedItems).map((content) => writer.append(by(ann, 1).post(content)));
    for (const send of sends) send.catch(() => undefined);
    await expect(writer.append(by(ann, 1).post("too much"))).rejects.toMatchObject({
      code: "overloaded",
      retryable: true,
      retryAfterMs: 1_000,
    });
    proxy.frozen = false;
    proxy.cut();
    // On a slow machine some of so many reach their deadline.
    const committed = (await Promise.allSettled(sends)).filter(({ status }) => status === "fulfilled").length;
    const [general] = await log.sql<{ last_seq: number }>("select last_seq from rooms where id = 1");
    expect(committed).toBeGreaterThan(0);
    expect(general?.last_seq).toBeGreaterThan(committed);
    await expect(writer.append(by(ann, 1).post("welcome again"))).resolves.toMatchObject({ duplicate: false });
    expect(Math.max(...writer.batches)).toBeLessThanOrEqual(maxBatchItems);
  });

  test("a writer that stops commits what it took, and takes no more", async () => {
    await inGeneral(log);
    const writer = log.writer();
    const sends = texts(50).map((content) => writer.append(by(ann, 1).post(content)));
    const stopped = writer.stop();
    await expect(writer.append(by(ann, 1).post("late"))).rejects.toMatchObject({ code: "unavailable" });
    await stopped;
    await Promise.all(sends);
    expect(await log.sql("select last_seq from rooms where id = 1")).toEqual([{ last_seq: 51 }]);
  });
});
