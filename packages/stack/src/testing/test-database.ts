import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier } from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the run's Postgres takes connections, as a superuser. */
    testPostgresUrl: string;
  }
}

/** As whom a service comes that may not change tables: whoever migrates grants it what it needs. */
export const testServiceRole = "hubbub_test_service";

export interface TestDatabase {
  readonly url: string;
  /** As `testServiceRole`. */
  readonly serviceUrl: string;
  /** Drops the database, ending whatever is still connected to it. */
  stop(): Promise<void>;
}

/**
 * A fresh database of this test file: a clone of the template `name`, which `migrate` fills once for the whole run. The
 * first caller's `migrate` counts; it must close its connections before it returns.
 */
export async function testDatabase(name: string, migrate: (url: string) => Promise<void>): Promise<TestDatabase> {
  const server = inject("testPostgresUrl");
  const template = `template_${name}`;
  const database = `${name}_${randomBytes(6).toString("hex")}`;
  await withClient(server, async (client) => {
    await ensureTemplate(client, server, template, migrate);
    await client.query(`create database ${escapeIdentifier(database)} template ${escapeIdentifier(template)}`);
  });
  const url = databaseUrl(server, database);
  const serviceUrl = new URL(url);
  serviceUrl.username = testServiceRole;
  return {
    url,
    serviceUrl: serviceUrl.href,
    stop: () =>
      withClient(server, async (client) => {
        await client.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
      }),
  };
}

async function ensureTemplate(
  client: Client,
  server: string,
  template: string,
  migrate: (url: string) => Promise<void>,
): Promise<void> {
  await client.query("select pg_advisory_lock(hashtext($1))", [template]);
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (found.rowCount !== 0) return;
    await client.query(`
      do $$ begin create role ${escapeIdentifier(testServiceRole)} login;
      exception when duplicate_object or unique_violation then null; end $$`);
    const unfinished = `unfinished_${template}`;
    await client.query(`drop database if exists ${escapeIdentifier(unfinished)} with (force)`);
    await client.query(`create database ${escapeIdentifier(unfinished)}`);
    await migrate(databaseUrl(server, unfinished));
    await client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(template)}`);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext($1))", [template]);
  }
}

async function withClient(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
