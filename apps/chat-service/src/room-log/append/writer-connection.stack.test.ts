import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresProxy, type PostgresProxy } from "../testing/postgres-proxy.ts";
import { type TestLog, testLog } from "../testing/test-log.ts";
import { until } from "../testing/until.ts";
import { WriterConnection } from "./writer-connection.ts";

let log: TestLog;
let proxy: PostgresProxy;

beforeAll(async () => {
  log = await testLog();
  proxy = await postgresProxy(log.url);
});
afterAll(async () => {
  await log.stop();
  await proxy.stop();
});

async function isRunning(marker: string): Promise<boolean> {
  const rows = await log.sql(
    "select 1 from pg_stat_activity where state = 'active' and query like $1 and pid <> pg_backend_pid()",
    [`%${marker}%`],
  );
  return rows.length > 0;
}

test("before a new connection is used, what an abandoned one still runs has ended", async () => {
  const connection = new WriterConnection(log.url);
  await connection.open();
  const abandoned = connection.query({ text: "select pg_sleep(2), 'abandoned'", values: [] });
  abandoned.catch(() => undefined);
  await until(() => isRunning("abandoned"), "the statement's start");
  connection.destroy();
  await connection.open();
  expect(await isRunning("abandoned")).toBe(false);
  await connection.close();
});

test("a server that does not answer is given up after three seconds", async () => {
  const connection = new WriterConnection(proxy.url);
  await connection.open();
  proxy.frozen = true;
  const began = performance.now();
  await expect(connection.query({ text: "select 1", values: [] })).rejects.toThrow("did not answer");
  expect(performance.now() - began).toBeLessThan(6_000);
  connection.destroy();
  proxy.frozen = false;
  await connection.open();
  await expect(connection.query({ text: "select 1 as one", values: [] })).resolves.toMatchObject({
    rows: [{ one: 1 }],
  });
  await connection.close();
});

test("the server ends a statement by itself before the writer gives it up", async () => {
  const connection = new WriterConnection(log.url);
  await connection.open();
  await expect(connection.query({ text: "select pg_sleep(10)", values: [] })).rejects.toMatchObject({ code: "57014" });
  await connection.close();
});
