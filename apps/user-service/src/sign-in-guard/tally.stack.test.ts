import { type TestRedis, testRedis } from "@hubbub/stack/testing";
import { RedisLink } from "@hubbub/service-runtime/redis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { MemoryTally } from "./memory-tally.ts";
import { RedisTally, tallyScripts } from "./redis-tally.ts";
import type { Counter, Tally } from "./tally.ts";

let redis: TestRedis;
let link: RedisLink;

beforeAll(async () => {
  redis = await testRedis();
  link = await openLink();
});

afterAll(async () => {
  await link.close();
  await redis.stop();
});

async function openLink(url = redis.url): Promise<RedisLink> {
  const log = { info() {}, warn() {} };
  const made = new RedisLink({ url, name: "test", log, scripts: tallyScripts, onUp() {}, onDown() {} });
  await made.start();
  return made;
}

const day = 24 * 60 * 60 * 1_000;
const delaying: Counter = { key: "passwords:x", intervalMs: day, toleranceMs: 3 * day, over: "delay" };
const refusing: Counter = { key: "address_passwords", intervalMs: day, toleranceMs: 5 * day, over: "refuse" };
let subjects = 0;

describe.each([
  ["in memory", () => new MemoryTally()],
  ["in Redis", () => new RedisTally(link)],
] as [string, () => Tally][])("counts %s", (_, open) => {
  function start(...counters: readonly Counter[]) {
    const tally = open();
    const subject = `address:${(subjects += 1)}`;
    return (step: Parameters<Tally["take"]>[0]) => tally.take(step, subject, counters);
  }

  async function times(count: number, work: () => Promise<unknown>): Promise<void> {
    for (let done = 0; done < count; done += 1) expect(await work()).toBeUndefined();
  }

  test("as many wrong ones pass as the burst, and then the wait is named", async () => {
    const take = start(refusing);
    await times(5, () => take("count"));
    const refusal = await take("count");
    expect(refusal?.counter).toBe(0);
    expect(refusal?.waitMs).toBeGreaterThan(day - 60_000);
    expect(refusal?.waitMs).toBeLessThanOrEqual(day);
    expect(await take("ask")).toMatchObject({ counter: 0 });
  });

  test("what is only asked about, or refused, or taken back, counts nothing", async () => {
    const take = start(refusing);
    await times(20, () => take("ask"));
    await times(20, async () => (await take("count")) ?? (await take("cancel")));
    await times(20, async () => (await take("count")) ?? (await take("forgive")));
    await times(5, () => take("count"));
    for (let refused = 0; refused < 20; refused += 1) expect(await take("count")).toBeDefined();
    await take("cancel");
    await times(1, () => take("count"));
    expect(await take("count")).toBeDefined();
  });

  test("the last that is allowed begins a delay of a second, which one taken back ends", async () => {
    const take = start(delaying);
    await times(3, () => take("count"));
    const refusal = await take("ask");
    expect(refusal?.waitMs).toBeGreaterThan(0);
    expect(refusal?.waitMs).toBeLessThanOrEqual(1_000);
    await take("cancel");
    await times(1, () => take("count"));
    expect(await take("count")).toBeDefined();
  });

  test("a right one forgives all that was wrong", async () => {
    const take = start(delaying);
    for (let round = 0; round < 3; round += 1) {
      await times(2, () => take("count"));
      await take("forgive");
    }
    await times(3, () => take("count"));
    expect(await take("count")).toBeDefined();
  });

  test("of two counters both are charged or none, and the one that refuses is named", async () => {
    const take = start(delaying, { ...refusing, toleranceMs: 2 * day });
    await times(2, () => take("count"));
    expect(await take("count")).toMatchObject({ counter: 1 });
    await take("forgive");
    await times(1, () => take("count"));
    expect(await take("count")).toMatchObject({ counter: 1 });
  });

  test("subjects do not share", async () => {
    const [one, other] = [start(refusing), start(refusing)];
    await times(5, () => one("count"));
    await times(5, () => other("count"));
    expect(await one("count")).toBeDefined();
  });

  test("each wrong one after a delay doubles the next", async () => {
    const take = start(delaying);
    await times(3, () => take("count"));
    await expect.poll(() => take("count"), { timeout: 5_000, interval: 20 }).toBeUndefined();
    const refusal = await take("count");
    expect(refusal?.waitMs).toBeGreaterThan(1_000);
    expect(refusal?.waitMs).toBeLessThanOrEqual(2_000);
  });
});

test("instances on one Redis count together", async () => {
  const otherLink = await openLink();
  onTestFinished(() => otherLink.close());
  const [one, other] = [new RedisTally(link), new RedisTally(otherLink)];
  for (let count = 0; count < 5; count += 1) {
    expect(await (count % 2 ? one : other).take("count", "address:both", [refusing])).toBeUndefined();
  }
  expect(await one.take("count", "address:both", [refusing])).toBeDefined();
  expect(await other.take("ask", "address:both", [refusing])).toBeDefined();
});

test("what Redis keeps goes by itself once all is forgiven", async () => {
  const tally = new RedisTally(link);
  await tally.take("count", "address:ttl", [{ ...refusing, intervalMs: 5_000 }]);
  const operator = await openLink(redis.operatorUrl);
  onTestFinished(() => operator.close());
  const ttl = await operator.redis.pttl("hubbub:limit:{address:ttl}:address_passwords");
  expect(ttl).toBeGreaterThan(0);
  expect(ttl).toBeLessThanOrEqual(5_001);
});

test("while Redis is frozen, away or back again nobody waits for it, and this instance counts alone meanwhile", async () => {
  const own = await testRedis();
  onTestFinished(() => own.stop());
  const ownLink = await openLink(own.url);
  onTestFinished(() => ownLink.close());
  const tally = new RedisTally(ownLink);
  own.pause();
  const startedAt = performance.now();
  for (let count = 0; count < 5; count += 1) {
    expect(await tally.take("count", "address:away", [refusing])).toBeUndefined();
  }
  expect(await tally.take("count", "address:away", [refusing])).toBeDefined();
  // One answer was waited for, not six.
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  await own.kill();
  await expect.poll(() => ownLink.up, { timeout: 5_000 }).toBe(false);
  expect(await tally.take("count", "address:away", [refusing])).toBeDefined();
  await own.start();
  await expect.poll(() => ownLink.up, { timeout: 10_000 }).toBe(true);
  await expect
    .poll(() => tally.take("count", "address:away", [refusing]), { timeout: 5_000, interval: 100 })
    .toBeUndefined();
  expect(await ownLink.redis.get("hubbub:limit:{address:away}:address_passwords")).not.toBeNull();
});

test("memory is bounded: what was counted longest ago is forgotten", async () => {
  const tally = new MemoryTally({ max: 10 });
  for (let name = 0; name < 50; name += 1) await tally.take("count", `name:${name}`, [refusing]);
  expect(tally.size).toBe(10);
});
