import { Agent, get, type IncomingMessage, type RequestOptions } from "node:http";
import { freePort } from "@hubbub/stack";
import { testDatabase } from "@hubbub/stack/testing";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import { TcpLink } from "./testing/tcp-link.ts";

let stack: ChatStack;
let postgres: TcpLink;
let throughLink: string;
let ada: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  const url = new URL(stack.databaseUrl);
  postgres = new TcpLink({ host: url.hostname, port: Number(url.port) });
  await postgres.mend();
  url.host = `127.0.0.1:${postgres.port}`;
  throughLink = url.href;
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterAll(async () => {
  await stack.stop();
  postgres.cut();
});

async function readiness(opsPort: number): Promise<{ status: number; body: Record<string, unknown> } | undefined> {
  const response = await fetch(`http://127.0.0.1:${opsPort}/readyz`).catch(() => undefined);
  return response && { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("while Postgres is away every request says unavailable, and service comes back by itself", async () => {
  const chat = await stack.start("chat-1", { DATABASE_URL: throughLink, REDIS_URL: "" });
  const roomId = await chat.createRoom(ada, { name: "Outage" });
  const socket = await chat.connect(ada);
  await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
  await socket.ask({ type: "send_message", content: "before" }, "message_ack");

  postgres.cut();
  await eventually(async () => (await readiness(chat.opsPort))?.status === 503);
  expect(await chat.rest("GET", "/api/v1/rooms", { as: ada })).toMatchObject({
    status: 503,
    json: { code: "unavailable" },
  });
  const [history, joined, sent] = await Promise.all([
    socket.ask({ type: "history", room_id: roomId }, "error"),
    chat.connect(bob).then((other) => other.ask({ type: "join_room", room_id: roomId }, "error")),
    socket.ask({ type: "send_message", content: "during", client_msg_id: "during" }, "error"),
  ]);
  for (const error of [history, joined, sent]) expect(error).toMatchObject({ code: "unavailable", retryable: true });

  await postgres.mend();
  await eventually(async () => (await readiness(chat.opsPort))?.status === 200);
  await socket.ask({ type: "send_message", content: "during", client_msg_id: "during" }, "message_ack");
  const { messages } = await socket.ask({ type: "history", room_id: roomId }, "history");
  expect(messages.map(({ content }) => content)).toEqual(["before", "during"]);
}, 60_000);

test("an instance that starts before Postgres and the user-service is live, and ready once they are there", async () => {
  postgres.cut();
  const users = new TcpLink({ host: "127.0.0.1", port: Number(stack.users.address.split(":")[1]) });
  await users.mend();
  users.cut();
  const opsPort = await freePort();
  const starting = stack.start("chat-early", {
    DATABASE_URL: throughLink,
    USER_SERVICE_GRPC: `127.0.0.1:${users.port}`,
    OPS_PORT: String(opsPort),
  });
  await eventually(async () => (await readiness(opsPort))?.body["postgres"] === "away");
  expect(await readiness(opsPort)).toMatchObject({ status: 503, body: { state: "starting" } });

  await postgres.mend();
  await eventually(async () => (await readiness(opsPort))?.body["postgres"] === "up");
  expect(await readiness(opsPort)).toMatchObject({ status: 503, body: { state: "starting" } });

  await users.mend();
  await starting;
  expect(await readiness(opsPort)).toMatchObject({ status: 200, body: { state: "serving" } });
  users.cut();
}, 60_000);

test("a migration that cannot be carried out ends the start, and is not tried for ever", async () => {
  const database = await testDatabase("chat-rooms-of-somebody-else", async (url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("create table rooms (of_somebody_else int)");
    await client.end();
  });
  onTestFinished(() => database.stop());
  const starting = stack.start("chat-broken", { DATABASE_URL: database.url, REDIS_URL: "" });
  await expect(starting).rejects.toThrow(/"rooms" already exists/);
});

test("an instance whose role may not change tables says who must, where they are not of its release", async () => {
  const database = await testDatabase("chat-not-migrated", () => Promise.resolve());
  onTestFinished(() => database.stop());
  const starting = stack.start("chat-alone", { DATABASE_URL: database.serviceUrl, REDIS_URL: "" });
  await expect(starting).rejects.toThrow(/hubbub-chat lacks everything, .* run make migrate/);
  const roles = { DATABASE_URL: database.serviceUrl, DATABASE_MIGRATION_URL: database.url, REDIS_URL: "" };
  const chat = await stack.start("chat-helped", roles);
  expect(await readiness(chat.opsPort)).toMatchObject({ status: 200 });
  const client = new Client({ connectionString: database.serviceUrl });
  await client.connect();
  onTestFinished(() => client.end());
  // What came after a log may have had millions of rows is built while it serves.
  await eventually(async () => {
    const index = "select 1 from pg_index where indexrelid = to_regclass('room_log_replies') and indisvalid";
    return (await client.query(index)).rowCount === 1;
  });
  await chat.stop();
});

test("while Redis is away instances are ready, and messages cross all the same", async () => {
  const [one, two] = await Promise.all([stack.start("chat-a"), stack.start("chat-b")]);
  const roomId = await one.createRoom(ada, { name: "Without Redis" });
  const [adas, bobs] = await Promise.all([one.connect(ada), two.connect(bob)]);
  for (const socket of [adas, bobs]) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");

  await stack.redis.kill();
  await eventually(async () => (await readiness(one.opsPort))?.body["broker"] === "away");
  expect(await readiness(one.opsPort)).toMatchObject({ status: 200 });
  await adas.ask({ type: "send_message", content: "over Postgres" }, "message_ack");
  expect(await bobs.next("new_message", undefined, 5_000)).toMatchObject({ content: "over Postgres" });
  const late = await two.connect(ada);
  await late.ask({ type: "join_room", room_id: roomId }, "room_joined");

  await stack.redis.start();
  await eventually(async () => (await readiness(two.opsPort))?.body["broker"] === "up");
  await bobs.ask({ type: "send_message", content: "and back" }, "message_ack");
  expect(await adas.next("new_message", ({ content }) => content === "and back")).toBeDefined();
}, 60_000);

test("a request that is answered while the instance drains ends its connection, and no new one is taken", async () => {
  const chat = await stack.start("chat-drained", { DRAIN_MS: "1500" });
  await chat.connect(ada);
  const kept = await chat.connect(bob);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const health = { host: "127.0.0.1", port: chat.httpPort, path: "/health" };
  expect((await request({ ...health, agent })).headers.connection).not.toBe("close");

  const stopped = chat.stop();
  await kept.next("reconnect");
  expect(await readiness(chat.opsPort)).toMatchObject({ status: 503, body: { state: "draining" } });
  const last = await request({ ...health, agent });
  expect(last).toMatchObject({ statusCode: 200, headers: { connection: "close" } });
  await expect(request({ ...health, agent: new Agent() })).rejects.toThrow("ECONNREFUSED");
  await stopped;
});

function request(options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(options, (response) => response.resume().on("end", () => resolve(response))).on("error", reject);
  });
}
