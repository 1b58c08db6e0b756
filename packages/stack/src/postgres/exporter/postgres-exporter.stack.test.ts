import { createServer } from "node:net";
import { once } from "node:events";
import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { ensureDatabases } from "../ensure-databases.ts";
import { PostgresExporter } from "./postgres-exporter.ts";

test("a role that may read statistics only is enough for every metric", async () => {
  const superuserUrl = inject("testPostgresUrl");
  await ensureDatabases(superuserUrl, [], { name: "test_exporter", password: "of-the-exporter" });
  const url = new URL(superuserUrl);
  url.username = "test_exporter";
  const exporter = new PostgresExporter(url.href);
  onTestFinished(() => exporter.close());
  const text = await exporter.read();
  expect(text).toMatch(/^pg_up 1$/m);
  expect(text).toMatch(/^pg_stat_database_xact_commit\{datname="postgres"\} \d+$/m);
  expect(text).toMatch(/^pg_database_size_bytes\{datname="postgres"\} \d+$/m);
  expect(text).toMatch(/^pg_stat_activity_count\{datname="postgres",state="active"\} \d+$/m);
  expect(text).toMatch(/^pg_locks_count\{datname="postgres",mode="accesssharelock"\} \d+$/m);
  expect(text).toMatch(/^pg_wal_size_bytes \d+$/m);
  expect(text).not.toMatch(/ NaN$/m);

  const client = new Client({ connectionString: url.href });
  await client.connect();
  onTestFinished(() => client.end());
  await expect(client.query("select rolpassword from pg_authid")).rejects.toMatchObject({ code: "42501" });
  await expect(client.query("create table mine (id int)")).rejects.toMatchObject({ code: "42501" });
});

test("of a Postgres that is away it says so, and of one that is back all again", async () => {
  // Takes connections, and says nothing that Postgres would.
  const other = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(other, "listening");
  const away = new PostgresExporter(`postgres://x@127.0.0.1:${(other.address() as { port: number }).port}/x`);
  expect(await away.read()).toMatch(/^# HELP pg_up .*\n# TYPE pg_up gauge\npg_up 0\n$/);
  other.close();

  const admin = new Client({ connectionString: inject("testPostgresUrl") });
  await admin.connect();
  onTestFinished(() => admin.end());
  const exporter = new PostgresExporter(inject("testPostgresUrl"));
  onTestFinished(() => exporter.close());
  expect(await exporter.read()).toMatch(/^pg_up 1$/m);
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'postgres-exporter'",
  );
  await expect.poll(() => exporter.read()).toMatch(/^pg_up 1$/m);
});
