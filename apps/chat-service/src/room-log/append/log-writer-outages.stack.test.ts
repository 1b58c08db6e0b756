import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appendDeadlineMs, lockTimeoutMs } from "../../limits.ts";
import { by, createRoom } from "../testing/commands.ts";
import { type PostgresProxy, postgresProxy } from "../testing/postgres-proxy.ts";
import { type TestLog, testLog } from "../testing/test-log.ts";
import { until } from "../testing/until.ts";
import { ann, holdRoom, inGeneral, isWaiting, readLog, texts } from "../testing/writer-scenes.ts";

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

describe("when Postgres is in trouble", () => {
  test("its end under load loses and doubles nothing, and nothing of a sender overtakes", async () => {
    await inGeneral(log);
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
    expect((await readLog(log, 1)).flatMap(({ content }) => content ?? [])).toEqual(sent);
  });

  test("what waits when it comes back in time is committed", async () => {
    await inGeneral(log);
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    proxy.frozen = true;
    proxy.cut();
    const sends = texts(3).map((content) => writer.append(by(ann, 1).post(content)));
    await until(() => writer.warnings.length > 0, "the loss being noticed");
    proxy.frozen = false;
    proxy.cut();
    await Promise.all(sends);
    expect((await readLog(log, 1)).flatMap(({ content }) => content ?? [])).toEqual(["warm", ...texts(3)]);
  });

  test("what waits five seconds is unavailable, and later sends go on", async () => {
    await inGeneral(log);
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
    await inGeneral(log);
    const writer = log.writer({ url: proxy.url });
    await writer.append(by(ann, 1).post("warm"));
    // The append of "early" waits for the lock; its connection is lost, and with it nothing that the server knows of.
    const release = await holdRoom(log, 1);
    const early = writer.append(by(ann, 1).post("early"));
    await until(() => isWaiting(log), "the wait for the lock");
    proxy.cut();
    const late = writer.append(by(ann, 1).post("late"));
    await until(() => writer.warnings.length > 0, "the loss being noticed");
    await release();
    await Promise.all([early, late]);
    expect((await readLog(log, 1)).flatMap(({ content }) => content ?? [])).toEqual(["warm", "early", "late"]);
  });

  test("a room whose lock somebody holds does not stop the others", async () => {
    await inGeneral(log);
    const writer = log.writer();
    const { roomId } = await writer.createRoom(createRoom(ann, "Free"));
    const release = await holdRoom(log, 1);
    const stuck = texts(3).map((content) => writer.append(by(ann, 1).post(content)));
    await writer.append(by(ann, roomId).post("first"));
    const began = performance.now();
    await writer.append(by(ann, roomId).post("second"));
    const behind = writer.append(by(ann, 1).post("behind"));
    await writer.append(by(ann, roomId).post("third"));
    expect(performance.now() - began).toBeLessThan(lockTimeoutMs);
    await release();
    await Promise.all([...stuck, behind]);
    expect((await readLog(log, 1)).flatMap(({ content }) => content ?? [])).toEqual([...texts(3), "behind"]);
  });
});
