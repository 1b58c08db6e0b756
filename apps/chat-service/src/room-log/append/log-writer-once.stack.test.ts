import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { by, createRoom, person } from "../testing/commands.ts";
import { type PostgresProxy, postgresProxy } from "../testing/postgres-proxy.ts";
import { type TestLog, testLog } from "../testing/test-log.ts";
import { until } from "../testing/until.ts";
import { ann, bob, inGeneral, readLog, texts } from "../testing/writer-scenes.ts";
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

describe("once", () => {
  test("a repeat gets the first one's answer: in the same batch, later, and from another instance", async () => {
    await inGeneral(log);
    const [writer, other] = [log.writer(), log.writer()];
    const send = by(ann, 1).post("hello", { clientMsgId: "x" });
    const [first, second] = await Promise.all([writer.append(send), writer.append(send)]);
    const later = await writer.append(send);
    const elsewhere = await other.append(send);
    expect(first).toMatchObject({ duplicate: false });
    for (const repeat of [second, later, elsewhere]) expect(repeat).toEqual({ ...first, duplicate: true });
    expect((await readLog(log, 1)).filter(({ client_msg_id }) => client_msg_id === "x")).toHaveLength(1);
    // The repeat's instance learns the head, in case that the row was never published.
    expect(other.heads.at(-1)).toMatchObject({ roomId: 1, lastSeq: first.seq });
    expect(other.committed).toEqual([]);
  });

  test("a repeat in the same batch gets it too where it would be refused by itself", async () => {
    await inGeneral(log);
    const writer = log.writer();
    const [first, repeat] = await Promise.all([
      writer.append(by(ann, 1).post("hello", { clientMsgId: "x" })),
      writer.append(by(ann, 1).post("hello", { clientMsgId: "x", replyTo: 9_999 })),
    ]);
    expect(repeat).toEqual({ ...first, duplicate: true });
  });

  test("the same message sent to four instances at once is one", async () => {
    await inGeneral(log);
    const writers = texts(4).map(() => log.writer());
    for (const clientMsgId of texts(20, "id")) {
      const answers = await Promise.all(writers.map((to) => to.append(by(ann, 1).post("hello", { clientMsgId }))));
      expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    }
  });

  test("the repeat is answered also when the sender has been removed since, and ids of others do not matter", async () => {
    await inGeneral(log);
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
    await inGeneral(log);
    const writer = log.writer();
    const wrong = by(ann, 1).post("answer", { clientMsgId: "x", replyTo: 99 });
    const right = by(ann, 1).post("answer", { clientMsgId: "x" });
    const [refused, sent] = await Promise.allSettled([writer.append(wrong), writer.append(right)]);
    expect(refused).toMatchObject({ status: "rejected", reason: { code: "message_not_found", field: "reply_to" } });
    expect(sent).toMatchObject({ status: "fulfilled", value: { duplicate: false } });
  });

  test("a commit whose answer was lost is found again, and its senders hear of success", async () => {
    await inGeneral(log);
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    proxy.swallowAnswers = true;
    const sends = texts(5).map((content) => writer.append(by(ann, 1).post(content)));
    const made = writer.createRoom(createRoom(bob, "Once"));
    await until(async () => (await readLog(log, 1)).some(({ content }) => content === "m4"), "the commit");
    await until(async () => proxy.swallowed > 0, "the answer of the commit");
    proxy.swallowAnswers = false;
    proxy.cut();
    const answers = await Promise.all(sends);
    const rows = await readLog(log, 1);
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
    await inGeneral(log);
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
    const contents = (await readLog(log, 1)).flatMap(({ content }) => content ?? []);
    expect(contents).toEqual([...texts(20), ...texts(20, "n")]);
  });

  test("an error that nobody foresaw is internal, for its sender only", async () => {
    await inGeneral(log);
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
    await inGeneral(log);
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
    expect((await readLog(log, 1)).flatMap(({ content }) => content ?? [])).toEqual(["a", "b"]);
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
