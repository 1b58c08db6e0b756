import { testDatabase } from "@hubbub/stack/testing";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateChat } from "./migrate-chat.ts";

let database: { url: string; stop(): Promise<void> };
let client: Client;

beforeAll(async () => {
  database = await testDatabase("empty", () => Promise.resolve());
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

test("several instances migrate at once, and again later, to one and the same log", async () => {
  await Promise.all(Array.from({ length: 6 }, () => migrateChat(database.url)));
  const { rows: before } = await client.query("select epoch from log_epoch");
  await migrateChat(database.url);
  const { rows: after } = await client.query("select epoch from log_epoch");
  expect(after).toEqual(before);
  expect(after).toHaveLength(1);
});

test("room 1 is general, room 2 are the announcements, and the next ones do not collide with them", async () => {
  const { rows } = await client.query("select id::int, kind, name from rooms order by id");
  expect(rows).toEqual([
    { id: 1, kind: "public", name: "general" },
    { id: 2, kind: "announcement", name: "announcements" },
  ]);
  const { rows: made } = await client.query(
    `insert into rooms (kind, name, name_key, created_by, create_key) values ('public', 'a', 'a', 1, 'a') returning id::int`,
  );
  expect(made[0]?.id).toBeGreaterThan(2);
});
