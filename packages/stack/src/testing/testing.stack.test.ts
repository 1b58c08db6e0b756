import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { askRedis } from "./ask-redis.ts";
import { testDatabase } from "./test-database.ts";
import { testRedis } from "./test-redis.ts";

test("two databases of one template share its tables and not each other's rows", async () => {
  let migrated = 0;
  const migrate = async (url: string) => {
    migrated += 1;
    await query(url, "create table animals (name text)");
  };
  const [first, second] = await Promise.all([testDatabase("zoo", migrate), testDatabase("zoo", migrate)]);
  onTestFinished(() => Promise.all([first.stop(), second.stop()]).then(() => undefined));

  await query(first.url, "insert into animals values ('owl')");
  expect(await query(first.url, "select name from animals")).toEqual([{ name: "owl" }]);
  expect(await query(second.url, "select name from animals")).toEqual([]);
  expect(migrated).toBe(1);
});

test("text is compared without case beyond ASCII", async () => {
  const database = await testDatabase("empty", async () => undefined);
  onTestFinished(() => database.stop());
  expect(await query(database.url, "select lower('ÄÖ') as lower")).toEqual([{ lower: "äö" }]);
});

test("a killed Redis comes back on the same port", async () => {
  const redis = await testRedis();
  onTestFinished(() => redis.stop());
  await redis.kill();
  await expect(fetch(`http://127.0.0.1:${redis.port}`)).rejects.toThrow("fetch failed");
  await redis.start();
});

test("a Redis of the tests lets the services do what they do, and says what it refused them", async () => {
  const redis = await testRedis();
  expect(await askRedis(redis.url, "SET hubbub:limit:x 1")).toContain("+OK");
  expect(await askRedis(redis.url, "PUBLISH hubbub:room:1 hello")).toContain(":0");
  for (const command of [
    "FLUSHALL",
    "KEYS *",
    "CONFIG GET *",
    "CLIENT KILL TYPE pubsub",
    "ACL LIST",
    "SHUTDOWN",
    "SET other 1",
    "GET other",
    "PUBLISH other hello",
    "SUBSCRIBE other",
    "EVAL \"return redis.call('GET', 'other')\" 0",
    "EVAL \"return redis.call('KEYS', '*')\" 0",
  ]) {
    expect(await askRedis(redis.url, command), command).toMatch(/NOPERM|can't run this command|can't access/);
  }
  for (const nobody of [redis.url.replace(/\/\/.*@/, "//default:@"), redis.url.replace(/:[^:]*@/, ":wrong@")]) {
    expect(await askRedis(nobody, "PING"), nobody).toContain("NOAUTH");
  }
  await expect(redis.stop()).rejects.toThrow(/redis\/users\.acl\.template/);
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
