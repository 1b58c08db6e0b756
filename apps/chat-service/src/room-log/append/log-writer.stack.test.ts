import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { appendDeadlineMs, fullBatchItems, lockTimeoutMs, maxBatchItems, maxQueuedItems } from "../../limits.ts";
import type { Appended } from "./log-command.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type PostgresProxy, postgresProxy } from "../testing/postgres-proxy.ts";
import { type TestLog, testLog } from "../testing/test-log.ts";
import { until } from "../testing/until.ts";
import { WriterConnection } from "./writer-connection.ts";

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

interface Row {
  seq: number;
  kind: string;
  actor_id: number;
  client_msg_id: string;
  content: string | null;
  created_at: Date;
}

function readLog(roomId: number): Promise<Row[]> {
  return log.sql<Row>(
    `select seq, kind, actor_id, client_msg_id, body ->> 'content' as content, created_at
       from room_log where room_id = $1 order by seq`,
    [roomId],
  );
}

const ann = person(1);
const bob = person(2);
const texts = (count: number, prefix = "m") => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** General with Ann and Bob in it. */
async function inGeneral(): Promise<void> {
  const writer = log.writer();
  await Promise.all([writer.append(by(ann, 1).join()), writer.append(by(bob, 1).join())]);
}

/** Locks the room as nobody should; answers how to let it go. */
async function holdRoom(roomId: number): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const holding = log.db.transaction().execute(async (trx) => {
    await trx.selectFrom("rooms").select("id").where("id", "=", roomId).forUpdate().execute();
    hold();
    await released;
  });
  await held;
  return async () => {
    release();
    await holding;
  };
}

async function isWaiting(): Promise<boolean> {
  const waiting = await log.sql(
    `select 1 from pg_stat_activity where application_name = 'hubbub-log-writer' and datname = current_database()
       and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

describe("the interval between commits", () => {
  test("where messages are many, what comes soon after a commit goes together in the next", async () => {
    await inGeneral();
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
    await inGeneral();
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
    await inGeneral();
    const writer = log.writer({ intervalMs: 2 * appendDeadlineMs });
    await Promise.all(texts(2 * fullBatchItems).map((content) => writer.append(by(ann, 1).post(content))));
    const waiting = writer.append(by(ann, 1).post("waits"));
    await new Promise(setImmediate);
    await writer.stop();
    await expect(waiting).resolves.toMatchObject({ duplicate: false });
  });

  test("where they are few, the next begins at once", async () => {
    await inGeneral();
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
      const rows = await readLog(roomId);
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
    await inGeneral();
    const writer = log.writer();
    const release = await holdRoom(1);
    const waiting = writer.append(by(ann, 1).post("waits"));
    await until(() => isWaiting(), "the wait for the lock");
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
    await inGeneral();
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
    await inGeneral();
    const writer = log.writer();
    await Promise.all(texts(100).map((content) => writer.append(by(ann, 1).post(content))));
    expect(writer.batches).toEqual([100]);
  });

  test("the hubs hear of a commit before its senders do", async () => {
    await inGeneral();
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

  test("a member who is removed while its sends are queued gets in what came before the removal only", async () => {
    await inGeneral();
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
    const contents = (await readLog(1)).map(({ content, kind }) => content ?? kind);
    expect(contents.slice(-5)).toEqual(["before", "member_removed", "of another", "member_added", "back again"]);
    expect(writer.batches).toHaveLength(1);
  });
});

describe("once", () => {
  test("a repeat gets the first one's answer: in the same batch, later, and from another instance", async () => {
    await inGeneral();
    const [writer, other] = [log.writer(), log.writer()];
    const send = by(ann, 1).post("hello", { clientMsgId: "x" });
    const [first, second] = await Promise.all([writer.append(send), writer.append(send)]);
    const later = await writer.append(send);
    const elsewhere = await other.append(send);
    expect(first).toMatchObject({ duplicate: false });
    for (const repeat of [second, later, elsewhere]) expect(repeat).toEqual({ ...first, duplicate: true });
    expect((await readLog(1)).filter(({ client_msg_id }) => client_msg_id === "x")).toHaveLength(1);
    // The repeat's instance learns the head, in case that the row was never published.
    expect(other.heads.at(-1)).toMatchObject({ roomId: 1, lastSeq: first.seq });
    expect(other.committed).toEqual([]);
  });

  test("the same message sent to four instances at once is one", async () => {
    await inGeneral();
    const writers = texts(4).map(() => log.writer());
    for (const clientMsgId of texts(20, "id")) {
      const answers = await Promise.all(writers.map((to) => to.append(by(ann, 1).post("hello", { clientMsgId }))));
      expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    }
  });

  test("the repeat is answered also when the sender has been removed since, and ids of others do not matter", async () => {
    await inGeneral();
    const writer = log.writer();
    const send = by(bob, 1).post("hello", { clientMsgId: "x" });
    const first = await writer.append(send);
    await writer.append(by(bob, 1).leave());
    expect(await writer.append(send)).toEqual({ ...first, duplicate: true });
    expect(await writer.append(by(ann, 1).post("hello", { clientMsgId: "x" }))).toMatchObject({ duplicate: false });
    const edit = { ...by(bob, 1).edit(first.seq, "other"), clientMsgId: "x" };
    await expect(writer.append(edit)).rejects.toMatchObject({ code: "already_exists", field: "client_msg_id" });
  });

  test("one refused is no first one: the same id may be sent again when it is right", async () => {
    await inGeneral();
    const writer = log.writer();
    const wrong = by(ann, 1).post("answer", { clientMsgId: "x", replyTo: 99 });
    const right = by(ann, 1).post("answer", { clientMsgId: "x" });
    const [refused, sent] = await Promise.allSettled([writer.append(wrong), writer.append(right)]);
    expect(refused).toMatchObject({ status: "rejected", reason: { code: "message_not_found", field: "reply_to" } });
    expect(sent).toMatchObject({ status: "fulfilled", value: { duplicate: false } });
  });

  test("a commit whose answer was lost is found again, and its senders hear of success", async () => {
    await inGeneral();
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    proxy.swallowAnswers = true;
    const sends = texts(5).map((content) => writer.append(by(ann, 1).post(content)));
    const made = writer.createRoom(createRoom(bob, "Once"));
    await until(async () => (await readLog(1)).some(({ content }) => content === "m4"), "the commit");
    await until(async () => proxy.swallowed > 0, "the answer of the commit");
    proxy.swallowAnswers = false;
    proxy.cut();
    const answers = await Promise.all(sends);
    const rows = await readLog(1);
    expect(rows.map(({ content }) => content).slice(-6)).toEqual(["warm", ...texts(5)]);
    expect(answers.map(({ seq }) => seq)).toEqual(rows.slice(-5).map(({ seq }) => seq));
    expect(await made).toMatchObject({ seq: 1 });
    expect(await log.sql("select count(*)::int from rooms where name = 'Once'")).toEqual([{ count: 1 }]);
    expect(writer.heads.at(-1)?.lastSeq ?? 0).toBeGreaterThan(0);
    expect(writer.heads).toContainEqual(expect.objectContaining({ roomId: 1, lastSeq: rows.at(-1)?.seq }));
  });
});

describe("one bad item", () => {
  test("does not harm the others of its batch", async () => {
    await inGeneral();
    const writer = log.writer();
    const good = texts(20).map((content) => writer.append(by(content.length % 2 === 0 ? ann : bob, 1).post(content)));
    const bad = [
      by(ann, 1).post("nul \u0000"),
      by(ann, 1).post("lone \ud800"),
      by(ann, 1).post("x".repeat(4_001)),
      by(ann, 1).post("id", { clientMsgId: "i".repeat(65) }),
      by(ann, 1.5).post("half a room"),
      by(person(2 ** 70), 1).post("nobody"),
    ].map((command) => writer.append(command));
    const more = texts(20, "n").map((content) => writer.append(by(ann, 1).post(content)));
    for (const refused of await Promise.allSettled(bad)) {
      expect(refused).toMatchObject({ status: "rejected", reason: { code: "invalid_argument" } });
    }
    await expect(bad[2]).rejects.toMatchObject({ field: "content" });
    await expect(bad[3]).rejects.toMatchObject({ field: "client_msg_id" });
    await Promise.all([...good, ...more]);
    const contents = (await readLog(1)).flatMap(({ content }) => content ?? []);
    expect(contents).toEqual([...texts(20), ...texts(20, "n")]);
  });

  test("an error that nobody foresaw is internal, for its sender only", async () => {
    await inGeneral();
    await log.sql(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.body ->> 'content' = 'boom' then raise 'unforeseen'; end if; return new; end $$`);
    await log.sql("create trigger refuse before insert on room_log for each row execute function refuse()");
    const writer = log.writer();
    const sends = ["a", "boom", "b"].map((content) => writer.append(by(ann, 1).post(content)));
    expect((await Promise.allSettled(sends)).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    await expect(sends[1]).rejects.toMatchObject({ code: "internal" });
  });

  test("a mistake of ours while an append is under way is internal, for its sender only", async () => {
    await inGeneral();
    const writer = log.writer();
    // oxlint-disable-next-line typescript/unbound-method -- called on its connection below
    const { call } = WriterConnection.prototype;
    const spy = vi.spyOn(WriterConnection.prototype, "call").mockImplementation(function (
      this: WriterConnection,
      ...of
    ) {
      return of[1].join().includes("boom") ? Promise.reject(new TypeError("x is undefined")) : call.apply(this, of);
    });
    onTestFinished(() => spy.mockRestore());
    const sends = ["a", "boom", "b"].map((content) => writer.append(by(ann, 1).post(content)));
    await expect(sends[1]).rejects.toMatchObject({ code: "internal" });
    await Promise.all([sends[0], sends[2]]);
    expect((await readLog(1)).flatMap(({ content }) => content ?? [])).toEqual(["a", "b"]);
  });

  test("a name that another instance takes at the same moment is taken", async () => {
    const writers = texts(4).map(() => log.writer());
    const rooms = await Promise.all(writers.map((writer, i) => writer.createRoom(createRoom(ann, `r${i}`))));
    const renames = await Promise.allSettled(
      writers.map((writer, i) => writer.append(by(ann, rooms[i]!.roomId).update({ name: "Wanted" }))),
    );
    const made = await Promise.allSettled(writers.map((writer) => writer.createRoom(createRoom(ann, "Also wanted"))));
    for (const results of [renames, made]) {
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
      for (const reason of refused) expect(reason).toMatchObject({ code: "already_exists", field: "name" });
    }
  });
});

describe("when Postgres is in trouble", () => {
  test("its end under load loses and doubles nothing, and nothing of a sender overtakes", async () => {
    await inGeneral();
    const writer = log.writer();
    // Not while it still connects: on a slow machine it would never get to a commit.
    const killer = setInterval(() => {
      void log.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'hubbub-log-writer' and datname = current_database()
            and backend_start < clock_timestamp() - interval '100 ms'`,
      );
    }, 30);
    const sent: string[] = [];
    // Until one was hit while it committed, too: who ends the connection between two of them goes unnoticed.
    try {
      while (sent.length < 600 || writer.warnings.length === 0) {
        const contents = Array.from({ length: 10 }, (_, n) => `message ${sent.length + n}`);
        sent.push(...contents);
        await Promise.all(contents.map((content) => writer.append(by(ann, 1).post(content))));
      }
    } finally {
      clearInterval(killer);
    }
    expect((await readLog(1)).flatMap(({ content }) => content ?? [])).toEqual(sent);
  });

  test("what waits when it comes back in time is committed", async () => {
    await inGeneral();
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    proxy.frozen = true;
    proxy.cut();
    const sends = texts(3).map((content) => writer.append(by(ann, 1).post(content)));
    await until(() => writer.warnings.length > 0, "the loss being noticed");
    proxy.frozen = false;
    proxy.cut();
    await Promise.all(sends);
    expect((await readLog(1)).flatMap(({ content }) => content ?? [])).toEqual(["warm", ...texts(3)]);
  });

  test("what waits five seconds is unavailable, and later sends go on", async () => {
    await inGeneral();
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    proxy.frozen = true;
    const began = performance.now();
    await expect(writer.append(by(ann, 1).post("lost"))).rejects.toMatchObject({ code: "unavailable" });
    expect(performance.now() - began).toBeGreaterThan(appendDeadlineMs - 100);
    expect(performance.now() - began).toBeLessThan(appendDeadlineMs + 2_000);
    proxy.frozen = false;
    await expect(writer.append(by(ann, 1).post("later"))).resolves.toMatchObject({ duplicate: false });
  });

  test("a batch that was given up never commits after what the sender sent next", async () => {
    await inGeneral();
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    // The append of "early" waits for the lock; its connection is lost, and with it nothing that the server knows of.
    const release = await holdRoom(1);
    const early = writer.append(by(ann, 1).post("early"));
    await until(() => isWaiting(), "the wait for the lock");
    proxy.cut();
    const late = writer.append(by(ann, 1).post("late"));
    await until(() => writer.warnings.length > 0, "the loss being noticed");
    await release();
    await Promise.all([early, late]);
    expect((await readLog(1)).flatMap(({ content }) => content ?? [])).toEqual(["warm", "early", "late"]);
  });

  test("a room whose lock somebody holds does not stop the others", async () => {
    await inGeneral();
    const writer = log.writer();
    const { roomId } = await writer.createRoom(createRoom(ann, "Free"));
    const release = await holdRoom(1);
    const stuck = texts(3).map((content) => writer.append(by(ann, 1).post(content)));
    await writer.append(by(ann, roomId).post("first"));
    const began = performance.now();
    await writer.append(by(ann, roomId).post("second"));
    const behind = writer.append(by(ann, 1).post("behind"));
    await writer.append(by(ann, roomId).post("third"));
    expect(performance.now() - began).toBeLessThan(lockTimeoutMs);
    await release();
    await Promise.all([...stuck, behind]);
    expect((await readLog(1)).flatMap(({ content }) => content ?? [])).toEqual([...texts(3), "behind"]);
  });
});

describe("bounds", () => {
  test("the queue is bounded: what comes on top is told to come again", async () => {
    await inGeneral();
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
    await inGeneral();
    const writer = log.writer();
    const sends = texts(50).map((content) => writer.append(by(ann, 1).post(content)));
    const stopped = writer.stop();
    await expect(writer.append(by(ann, 1).post("late"))).rejects.toMatchObject({ code: "unavailable" });
    await stopped;
    await Promise.all(sends);
    expect(await log.sql("select last_seq from rooms where id = 1")).toEqual([{ last_seq: 51 }]);
  });
});
