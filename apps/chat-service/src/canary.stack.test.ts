import { waitFor } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "./testing/fake-user-service.ts";
import { metricOf } from "./testing/metric-of.ts";
import type { SpawnedInstance } from "./testing/spawn-instance.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import { TcpLink } from "./testing/tcp-link.ts";

// Two instances, of which the first sends: it is a process, so that it can be killed.
const settings = { CANARY: "on", CANARY_INTERVAL_MS: "200" };
let stack: ChatStack;
let postgres: TcpLink;
let leader: SpawnedInstance;
let chat: ChatInstance;

beforeAll(async () => {
  stack = await startChatStack();
  const url = new URL(stack.serviceUrl);
  postgres = new TcpLink({ host: url.hostname, port: Number(url.port) });
  await postgres.mend();
  url.host = `127.0.0.1:${postgres.port}`;
  leader = await stack.spawn("chat-1", settings);
  await canaryCame(leader);
  chat = await stack.start("chat-2", { ...settings, DATABASE_URL: url.href });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  postgres.cut();
});

type Instance = Pick<ChatInstance, "opsPort">;

/** One more than so far. */
async function canaryCame(to: Instance): Promise<void> {
  const came = () => metricOf(to, "canary_latency_seconds_count");
  const before = await came();
  await waitFor(async () => expect(await came()).toBeGreaterThan(before));
}

async function countsOf(instance: Instance) {
  const read = (what: string) => metricOf(instance, `canary_${what}_total`);
  return { lost: await read("lost"), duplicates: await read("duplicates"), reordered: await read("reordered") };
}
const nothing = { lost: 0, duplicates: 0, reordered: 0 };

/** A row that no sender of ours would write; nobody publishes it. */
async function insertCanary(sender: string, number: number): Promise<void> {
  const body = JSON.stringify({ username: "canary", content: `${sender} ${number} ${Date.now() * 1_000}` });
  await stack.sql(`
    with room as (
      update rooms set last_seq = last_seq + 1, last_event_at = clock_timestamp() where id = 3 returning last_seq
    )
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
    select 3, last_seq, 'message', 0, gen_random_uuid()::text, '${body}', clock_timestamp() from room`);
}

test("one instance sends, and it and the other hear all of it once, in order, and soon", async () => {
  for (const instance of [leader, chat]) await canaryCame(instance);
  expect(await metricOf(leader, "canary_sent_total")).toBeGreaterThan(0);
  expect(await metricOf(chat, "canary_sent_total")).toBe(0);
  for (const instance of [leader, chat]) expect(await countsOf(instance)).toEqual(nothing);
});

test("nobody sees its room, and nothing that is counted for people counts it", async () => {
  const ada = await stack.users.register("ada", { admin: true });
  await expectHidden(ada);
  const text = await (await fetch(`http://127.0.0.1:${leader.opsPort}/metrics`)).text();
  expect(text).toMatch(/^canary_sent_total [1-9]/m);
  expect(text).toMatch(/^messages_delivered_total 0$/m);
  expect(text).toMatch(/^message_delivery_seconds_count 0$/m);
  for (const [, count] of text.matchAll(/^messages_sent_total\{.*\} (\d+)$/gm)) expect(count).toBe("0");
  // The announcements, which every instance reads.
  expect(text).toMatch(/^rooms_active 1$/m);
  expect(await stack.sql("select 1 from search_words where room_id = 3")).toEqual([]);
});

async function expectHidden(admin: TestUser): Promise<void> {
  const notFound = { status: 404, json: { code: "room_not_found" } };
  const rest = (method: string, path: string, body?: unknown) => chat.rest(method, path, { as: admin, body });
  for (const path of ["", "/members", "/messages", "/messages/1", "/messages/1/thread", "/pins", "/bans", "/files"]) {
    expect(await rest("GET", `/api/v1/rooms/3${path}`)).toMatchObject(notFound);
  }
  expect(await rest("POST", "/api/v1/rooms/3/join")).toMatchObject(notFound);
  expect(await rest("PATCH", "/api/v1/rooms/3", { topic: "seen" })).toMatchObject(notFound);
  expect(await rest("POST", "/api/v1/rooms/3/members", { user_id: admin.userId })).toMatchObject(notFound);
  expect(await rest("POST", "/api/v1/rooms/3/bans", { user_id: 0 })).not.toMatchObject({ status: 200 });
  expect(await rest("POST", "/api/v1/rooms/3/messages", { content: "hello" })).toMatchObject(notFound);
  for (const path of ["/api/v1/rooms?query=canary", "/api/v1/messages/search?q=canary", "/api/v1/users/me/rooms"]) {
    const { status, json } = await rest("GET", path);
    expect(status).toBe(200);
    expect(Object.values(json).flat()).not.toContainEqual(expect.objectContaining({ id: 3 }));
    expect(JSON.stringify(json)).not.toContain("canary");
  }
  // The name is free.
  await chat.createRoom(admin, { name: "Canary", type: "private" });
  const socket = await chat.connect(admin);
  expect(await socket.ask({ type: "join_room", room_id: 3 }, "error")).toMatchObject({ code: "room_not_found" });
  expect(await socket.ask({ type: "history", room_id: 3 }, "error")).toMatchObject({ code: "room_not_found" });
}

test("its room keeps about a thousand rows", async () => {
  await stack.sql(`
    with room as (update rooms set last_seq = last_seq + 1150 where id = 3 returning last_seq)
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
    select 3, last_seq - 1150 + n, 'message', 0, gen_random_uuid()::text,
           json_build_object('username', 'canary', 'content', 'many ' || n || ' ' || (extract(epoch from now()) * 1e6)::bigint),
           clock_timestamp()
      from room, generate_series(1, 1150) as n`);
  await waitFor(async () => {
    const [row] = await stack.sql("select count(*)::int as rows from room_log where room_id = 3");
    expect(row?.["rows"]).toBeLessThanOrEqual(1_021);
  });
});

test("while Redis or Postgres is away, and after the sender was killed, nothing is counted that was not so", async () => {
  await stack.redis.kill();
  for (const instance of [leader, chat]) await canaryCame(instance);
  await stack.redis.start();
  for (const instance of [leader, chat]) await canaryCame(instance);

  postgres.cut();
  await canaryCame(leader);
  await postgres.mend();
  await canaryCame(chat);

  await leader.kill();
  await waitFor(async () => expect(await metricOf(chat, "canary_sent_total")).toBeGreaterThan(1));
  leader = await stack.spawn("chat-1", settings);
  for (const instance of [leader, chat]) await canaryCame(instance);
  for (const instance of [leader, chat]) expect(await countsOf(instance)).toEqual(nothing);
}, 120_000);

test("what is twice in the log, out of order or not there is counted, by every instance", async () => {
  for (const [sender, number] of [
    ["twice", 1],
    ["twice", 1],
    ["turned", 1],
    ["turned", 3],
    ["turned", 2],
    ["lost", 1],
    ["lost", 4],
  ] as const) {
    await insertCanary(sender, number);
  }
  await waitFor(async () => {
    for (const instance of [leader, chat]) {
      expect(await countsOf(instance)).toEqual({ lost: 2, duplicates: 1, reordered: 1 });
    }
  }, 60_000);
}, 90_000);
