import { createServer, connect, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { freePort } from "@hubbub/stack";
import { testDatabase, waitFor } from "@hubbub/stack/testing";
import { Pool } from "pg";
import { afterEach, expect, test } from "vitest";
import { restClient } from "./testing/rest-client.ts";
import { testConfig, testPassword } from "./testing/start-test-service.ts";
import { type RunningUserService, startUserService } from "./user-service.ts";

const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function emptyDatabase(): Promise<string> {
  const database = await testDatabase("empty", () => Promise.resolve());
  undo.push(() => database.stop());
  return database.url;
}

function openPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 2 });
  // Its end does not wait for that of its connections, which the database's end may cut off.
  pool.on("error", () => undefined);
  undo.push(() => pool.end());
  return pool;
}

async function start(databaseUrl: string): Promise<RunningUserService> {
  const running = await startUserService({ ...testConfig(databaseUrl), logLevel: "silent" });
  undo.push(() => running.stop());
  return running;
}

async function readiness(running: { opsPort: number }): Promise<number> {
  return (await fetch(`http://127.0.0.1:${running.opsPort}/readyz`)).status;
}

test("several instances that start at once on an empty database agree on its tables and on one signing key", async () => {
  const url = await emptyDatabase();
  const instances = await Promise.all(Array.from({ length: 4 }, () => start(url)));
  const jwks = await Promise.all(
    instances.map(async ({ httpPort }) => (await restClient(httpPort)("GET", "/.well-known/jwks.json")).body["keys"]),
  );
  expect(jwks[0]).toHaveLength(1);
  for (const other of jwks) expect(other).toEqual(jwks[0]);

  const [one, two] = instances.map(({ httpPort }) => restClient(httpPort));
  const body = { email: "ada@example.org", username: "ada", password: testPassword };
  const registered = await one?.("POST", "/api/v1/users/register", { body });
  const me = await two?.("GET", "/api/v1/users/me", { token: String(registered?.body["token"]) });
  expect(me).toMatchObject({ status: 200, body: { username: "ada" } });
});

test("a role that may not change tables needs them made for it: by make migrate, or by a role that the service is given", async () => {
  const database = await testDatabase("empty", () => Promise.resolve());
  undo.push(() => database.stop());
  const alone = testConfig(database.serviceUrl, { LOG_LEVEL: "silent" });
  await expect(startUserService(alone)).rejects.toThrow(/lacks everything, .* run make migrate/);

  const helped = await startUserService({ ...alone, migrationUrl: database.url });
  await helped.stop();
  const running = await startUserService(alone);
  undo.push(() => running.stop());
  expect(await readiness(running)).toBe(200);
});

test("a missing index is built while the service serves; a build under way does not hold up its stop", async () => {
  const url = await emptyDatabase();
  const pool = openPool(url);
  const isBuilt = async () => {
    const { rows } = await pool.query(
      "select indisvalid from pg_index where indexrelid = to_regclass('users_username_skeleton')",
    );
    return (rows as { indisvalid: boolean }[])[0]?.indisvalid;
  };
  const building = "select 1 from pg_stat_activity where application_name = 'hubbub-user-service indexes'";
  const isBuilding = async () => (await pool.query(building)).rowCount !== 0;
  await start(url);
  await expect.poll(isBuilt).toBe(true);
  // There are more, and one that is being built would wait for what is opened below.
  await expect.poll(isBuilding).toBe(false);
  await pool.query("drop index users_username_skeleton");
  // As long as it is open, no index of the table gets ready.
  const open = await pool.connect();
  await open.query("begin; lock table users in row exclusive mode");

  const running = await start(url);
  await expect.poll(isBuilt).toBe(false);
  const body = { email: "ada@example.org", username: "ada", password: testPassword };
  const rest = restClient(running.httpPort);
  const { token } = (await rest("POST", "/api/v1/users/register", { body })).body;
  const renamed = await rest("PATCH", "/api/v1/users/me", { body: { display_name: "Ada L." }, token: String(token) });
  expect(renamed.status).toBe(200);
  await running.stop();
  await expect.poll(isBuilding).toBe(false);

  await open.query("commit");
  open.release();
  await start(url);
  await expect.poll(isBuilt).toBe(true);
});

test("while Postgres is away requests are answered unavailable, and when it is back all is well by itself", async () => {
  const link = await startLink(await emptyDatabase());
  const running = await start(link.url);
  const rest = restClient(running.httpPort);
  const body = { email: "ada@example.org", username: "ada", password: testPassword };
  const { token, refresh_token } = (await rest("POST", "/api/v1/users/register", { body })).body;
  expect(await readiness(running)).toBe(200);

  const busy = Array.from({ length: 20 }, () => rest("GET", "/api/v1/users/me", { token: String(token) }));
  link.cut();
  for (const { status } of await Promise.all(busy)) expect([200, 503]).toContain(status);
  for (const path of ["login", "register", "refresh"]) {
    const wanted = { login: { username: "ada", password: testPassword }, register: body, refresh: { refresh_token } };
    const answer = await rest("POST", `/api/v1/users/${path}`, { body: wanted[path as keyof typeof wanted] });
    expect(answer).toMatchObject({ status: 503, code: "unavailable" });
  }
  expect(await readiness(running)).toBe(503);
  expect(await rest("GET", "/.well-known/jwks.json")).toMatchObject({ status: 200 });

  await link.mend();
  await waitFor(async () => expect(await readiness(running)).toBe(200));
  expect(await rest("GET", "/api/v1/users/me", { token: String(token) })).toMatchObject({ status: 200 });
  const refreshed = await rest("POST", "/api/v1/users/refresh", { body: { refresh_token } });
  expect(refreshed.status).toBe(200);
});

test("a connection that breaks within a transaction costs that request, not the process", async () => {
  const link = await startLink(await emptyDatabase());
  const running = await start(link.url);
  const rest = restClient(running.httpPort);
  const body = { email: "ada@example.org", username: "ada", password: testPassword };
  await rest("POST", "/api/v1/users/register", { body });
  for (let round = 0; round < 5; round += 1) {
    const logins = Array.from({ length: 6 }, () =>
      rest("POST", "/api/v1/users/login", { body: { username: "ada", password: testPassword } }),
    );
    await Promise.race(logins);
    link.cut();
    for (const { status } of await Promise.all(logins)) expect([200, 503]).toContain(status);
    await link.mend();
  }
  await waitFor(async () => expect(await readiness(running)).toBe(200));
});

test("a service that starts before Postgres is alive, not ready, and serves once Postgres is there", async () => {
  const link = await startLink(await emptyDatabase());
  link.cut();
  const opsPort = await freePort();
  const config = { ...testConfig(link.url, { OPS_PORT: String(opsPort) }), logLevel: "silent" as const };
  const starting = startUserService(config);
  undo.push(async () => (await starting).stop());
  await waitFor(async () => expect(await readiness({ opsPort })).toBe(503));
  expect((await fetch(`http://127.0.0.1:${opsPort}/livez`)).status).toBe(200);
  await link.mend();
  const running = await starting;
  expect(await readiness(running)).toBe(200);
});

test("a database that does not exist is told at once", async () => {
  const url = new URL(await emptyDatabase());
  url.pathname = "/no_such_database";
  const config = { ...testConfig(url.href), logLevel: "silent" as const };
  await expect(startUserService(config)).rejects.toThrow(/no_such_database/);
});

test("a migration that cannot be carried out ends the start, and is not tried for ever", async () => {
  const url = await emptyDatabase();
  const pool = openPool(url);
  await pool.query("create table users (of_somebody_else int)");
  await expect(startUserService({ ...testConfig(url), logLevel: "silent" })).rejects.toThrow(/"users" already exists/);
});

test("a stopped service has let go of its ports, and a second stop is the same", async () => {
  const running = await start(await emptyDatabase());
  await Promise.all([running.stop(), running.stop()]);
  for (const port of [running.httpPort, running.grpcPort, running.opsPort]) {
    const socket = connect(port, "127.0.0.1");
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
  }
});

interface Link {
  /** The database behind the link. */
  readonly url: string;
  /** Breaks every connection and takes no new one. */
  cut(): void;
  mend(): Promise<void>;
}

/** A TCP link to a database's server that can be cut. */
async function startLink(databaseUrl: string): Promise<Link> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  const port = await freePort();
  let server: Server | undefined;
  const cut = () => {
    server?.close();
    server = undefined;
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  const mend = async () => {
    server = createServer((near) => {
      const far = connect(target);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from
          .on("error", () => to.destroy())
          .on("close", () => sockets.delete(from))
          .pipe(to);
      }
    });
    await once(server.listen(port, "127.0.0.1"), "listening");
  };
  await mend();
  undo.push(async () => cut());
  url.port = String(port);
  return { url: url.href, cut, mend };
}
