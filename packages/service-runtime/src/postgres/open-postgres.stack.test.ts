import { testDatabase, type TestDatabase } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createMetrics } from "../create-metrics.ts";
import { observePool } from "./observe-pool.ts";
import { openPostgres, type PostgresOptions } from "./open-postgres.ts";
import { capturedLogger } from "../testing/captured-logger.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase("service-runtime", () => Promise.resolve());
});
afterAll(() => database.stop());

test("int8 is read as a number", async () => {
  const { pool } = open();
  const { rows } = await pool.query<{ seq: unknown; at: unknown }>(
    "select 9007199254740991::bigint as seq, now() as at",
  );
  expect(rows[0]?.seq).toBe(Number.MAX_SAFE_INTEGER);
  expect(rows[0]?.at).toBeInstanceOf(Date);
});

test("a statement that takes too long is ended, and the pool goes on", async () => {
  const { pool } = open({ statementTimeoutMs: 50 });
  await expect(pool.query("select pg_sleep(20)")).rejects.toThrow("statement timeout");
  expect((await pool.query("select 1")).rowCount).toBe(1);
});

test("the loss of an idle connection is logged and the next query gets another one", async () => {
  const { pool, lines } = open({ maxConnections: 2 });
  const victim = await pool.connect();
  const { rows } = await victim.query<{ pid: number }>("select pg_backend_pid() as pid");
  victim.release();
  const other = openPostgres(database.url, { logger: capturedLogger().logger, applicationName: "killer" });
  onTestFinished(() => other.end());
  await other.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await expect.poll(() => lines.map(({ msg }) => msg)).toContain("lost an idle database connection");
  expect((await pool.query("select 1")).rowCount).toBe(1);
});

test("the pool's fill is measured", async () => {
  const { pool } = open({ maxConnections: 1 });
  const metrics = createMetrics("test");
  observePool(metrics, pool, "log");
  const client = await pool.connect();
  const waiting = pool.query("select 1");
  const text = await metrics.registry.metrics();
  client.release();
  await waiting;
  expect(text).toContain('postgres_pool_connections{pool="log"} 1');
  expect(text).toContain('postgres_pool_waiting{pool="log"} 1');
  expect(text).toContain('postgres_pool_max{pool="log"} 1');
});

function open(options: Partial<PostgresOptions> = {}) {
  const { logger, lines } = capturedLogger();
  const pool = openPostgres(database.url, { logger, applicationName: "test", ...options });
  onTestFinished(() => pool.end());
  return { pool, lines };
}
