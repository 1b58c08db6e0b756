import { testRedis, type TestRedis, waitFor } from "@hubbub/stack/testing";
import { Redis } from "ioredis";
import { Registry } from "prom-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ChangeOrigin, Presence } from "../presence.ts";
import { createPresenceMetrics } from "../presence-metrics.ts";
import { ann, bob, presenceContract, said, type SeenChanges, testGraceMs, watch, zoe } from "../presence.contract.ts";
import { createRedisPresence, type PresenceTimings } from "./redis-presence.ts";
import { withoutGoodbye } from "./testing/without-goodbye.ts";

/** Quick to notice what is away or dead, and not so quick that a busy machine looks like it. */
const quick: PresenceTimings = {
  pingEveryMs: 200,
  commandTimeoutMs: 1_000,
  graceMs: testGraceMs,
  refreshEveryMs: 50,
  instanceTtlMs: 2_000,
  reapEveryMs: 100,
  exchangeEveryMs: 0,
};
const silent = { info() {}, warn() {} };

interface Instance {
  readonly presence: Presence;
  readonly seen: SeenChanges;
}

let redis: TestRedis;
let plain: Redis;
let instances: Instance[] = [];

beforeAll(async () => {
  redis = await testRedis();
  plain = new Redis(redis.operatorUrl, { lazyConnect: true });
  plain.on("error", () => {});
});
afterAll(async () => {
  plain.disconnect();
  await redis.stop();
});
beforeEach(async () => {
  redis.resume();
  await redis.start();
  await plain.flushall();
});
afterEach(async () => {
  redis.resume();
  await Promise.all(instances.map(({ presence }) => presence.close()));
  instances = [];
});

let boots = 0;

function open(timings: Partial<PresenceTimings> = {}, name = "presence"): Presence {
  boots += 1;
  return createRedisPresence({
    url: redis.url,
    bootId: `boot-${boots}`,
    name,
    says: said,
    log: silent,
    metrics: createPresenceMetrics(new Registry()),
    timings: { ...quick, ...timings },
  });
}

/** An instance that hears the announcements of the others, as over the broker. */
async function instance(timings: Partial<PresenceTimings> = {}): Promise<Instance> {
  const presence = open(timings);
  const seen = watch(presence, (roomId, payload) => {
    // To its sender too, as pub/sub does.
    for (const other of instances) queueMicrotask(() => other.presence.receive(roomId, payload));
  });
  const self = { presence, seen };
  instances.push(self);
  await presence.start();
  return self;
}

async function two(): Promise<[Instance, Instance]> {
  return [await instance(), await instance()];
}

const everywhere = (roomId: number) => instances.map(({ seen }) => seen.in(roomId));

async function listsAgree(roomId: number, users: readonly object[]): Promise<void> {
  await waitFor(async () => {
    for (const { presence } of instances) {
      expect(await presence.list(roomId, 50)).toEqual({ users, userCount: users.length });
    }
  });
}

describe("presence in Redis", () => {
  presenceContract(() => open());
});

describe("two instances on one Redis", () => {
  test("who comes soon after an exchange with the store waits for the next, with who comes after them", async () => {
    const [rare, other] = [await instance({ exchangeEveryMs: 3_000, instanceTtlMs: 60_000 }), await instance()];
    rare.presence.enter(1, ann);
    await waitFor(() => expect(rare.seen.in(1)).toEqual(["+ann (1)"]));
    rare.presence.enter(1, bob);
    other.presence.enter(2, ann);
    await waitFor(() => expect(other.seen.in(2)).toEqual(["+ann (1)"]));
    rare.presence.enter(1, zoe);
    await waitFor(() => expect(rare.seen.in(1)).toEqual(["+ann (1)", "+bob (3)", `+${zoe.username} (3)`]));
  });

  test("both are told once who comes and goes, and list the same", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    await waitFor(() => expect(everywhere(1)).toEqual([["+ann (1)"], ["+ann (1)"]]));
    other.presence.enter(1, bob);
    await waitFor(() => expect(everywhere(1).map(({ length }) => length)).toEqual([2, 2]));
    await listsAgree(1, [ann, bob]);
    one.presence.exit(1, ann.user_id);
    const story = ["+ann (1)", "+bob (2)", "-ann (1)"];
    await waitFor(() => expect(everywhere(1)).toEqual([story, story]));
    await listsAgree(1, [bob]);
  });

  test("both answer the same of people asked for, at the same time, and one of them found out", async () => {
    const [one, other] = await two();
    const origins: ChangeOrigin[] = [];
    for (const { presence } of [one, other]) {
      presence.handlers.onChange = (_roomId, _change, origin) => origins.push(origin);
    }
    one.presence.enter(1, ann);
    await waitFor(() => expect(origins).toHaveLength(2));
    expect(origins.map(({ foundHere }) => foundHere)).toEqual([true, false]);
    expect(origins[0]?.atMs).toBe(origins[1]?.atMs);
    for (const { presence } of [one, other]) {
      expect(await presence.among(1, [ann.user_id, bob.user_id])).toEqual(new Set([ann.user_id]));
    }
  });

  test("presences of another name have data of their own", async () => {
    const rooms = await instance();
    const people = open({}, "people");
    await people.start();
    onTestFinished(() => people.close());
    people.enter(1, ann);
    rooms.presence.enter(1, bob);
    await listsAgree(1, [bob]);
    await waitFor(async () => expect(await people.list(1, 50)).toEqual({ users: [ann], userCount: 1 }));
    expect(await people.among(1, [ann.user_id, bob.user_id])).toEqual(new Set([ann.user_id]));
  });

  test("a person on both comes with the first and goes with the last", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    await waitFor(() => expect(everywhere(1)).toEqual([["+ann (1)"], ["+ann (1)"]]));
    other.presence.enter(1, ann);
    one.presence.exit(1, ann.user_id);
    // Zoë's grace begins after Ann's: when she is gone, Ann's exit from this instance is done.
    one.presence.enter(1, zoe);
    one.presence.exit(1, zoe.user_id);
    await waitFor(() => expect(one.seen.in(1)).toContain("-Zoë (1)"));
    await listsAgree(1, [ann]);
    other.presence.exit(1, ann.user_id);
    await waitFor(() => expect(everywhere(1).map((story) => story.at(-1))).toEqual(["-ann (0)", "-ann (0)"]));
    for (const story of everywhere(1)) expect(story.filter((text) => text.includes("ann"))).toHaveLength(2);
  });

  test("a reconnect to the other instance within the grace period shows nothing", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    await waitFor(() => expect(everywhere(1)).toEqual([["+ann (1)"], ["+ann (1)"]]));
    one.presence.exit(1, ann.user_id);
    other.presence.enter(1, ann);
    one.presence.enter(1, zoe);
    one.presence.exit(1, zoe.user_id);
    await waitFor(() => expect(everywhere(1).every((story) => story.includes("-Zoë (1)"))).toBe(true));
    for (const story of everywhere(1)) expect(story.filter((text) => text.includes("ann"))).toEqual(["+ann (1)"]);
  });

  test("an eviction on one instance ends the person's presence on all", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    other.presence.enter(1, ann);
    other.presence.enter(1, bob);
    await waitFor(() => expect(everywhere(1).map(({ length }) => length)).toEqual([2, 2]));
    one.presence.evict(1, ann.user_id);
    await waitFor(() => expect(everywhere(1).map((story) => story.at(-1))).toEqual(["-ann (1)", "-ann (1)"]));
    await listsAgree(1, [bob]);
  });

  test("an announcement that comes late does not undo a newer one", async () => {
    const [one, other] = await two();
    const held: string[] = [];
    watch(one.presence, (_roomId, payload) => held.push(payload));
    one.presence.enter(1, ann);
    one.presence.exit(1, ann.user_id);
    await waitFor(() => expect(held).toHaveLength(2));
    other.presence.enter(1, ann);
    await waitFor(() => expect(other.seen.in(1)).toEqual(["+ann (1)"]));
    for (const payload of held) other.presence.receive(1, payload);
    expect(other.seen.in(1)).toEqual(["+ann (1)"]);
  });
});

describe("an instance that ends", () => {
  test("a dead one's people are removed by another, which announces those who are nowhere else", async () => {
    const [one, other] = await two();
    const doomed = await instance();
    doomed.presence.enter(1, ann);
    doomed.presence.enter(1, bob);
    doomed.presence.enter(2, zoe);
    one.presence.enter(1, bob);
    await waitFor(() => expect(everywhere(1).map(({ length }) => length)).toEqual([2, 2, 2]));
    await dieUnheard(doomed);
    await waitFor(() => {
      expect(everywhere(1).map((story) => story.slice(2))).toEqual([["-ann (1)"], ["-ann (1)"]]);
      expect(everywhere(2)).toEqual([
        ["+Zoë (1)", "-Zoë (0)"],
        ["+Zoë (1)", "-Zoë (0)"],
      ]);
    });
    await listsAgree(1, [bob]);
    expect(other.seen.in(1)).toHaveLength(3);
  });

  test("a rolling restart shows nothing of those who return elsewhere within the grace period", async () => {
    const [one, leaving] = [await instance({ graceMs: 2_000 }), await instance({ graceMs: 2_000 })];
    leaving.presence.enter(1, ann);
    leaving.presence.enter(1, bob);
    await waitFor(() => expect(one.seen.in(1)).toHaveLength(2));
    instances = [one];
    await leaving.presence.close();
    await listsAgree(1, [ann, bob]);
    one.presence.enter(1, ann);
    await waitFor(() => expect(one.seen.in(1).slice(2)).toEqual(["-bob (1)"]));
    await listsAgree(1, [ann]);
  });

  test("one that was only stalled comes back with its people, and nothing is left over of before", async () => {
    const [one, stalled] = [await instance(), await instance({ refreshEveryMs: 60_000 })];
    stalled.presence.enter(1, ann);
    // It never tells that it lives, so it counts as dead; the next change finds that out.
    await waitFor(() => expect(one.seen.in(1)).toEqual(["+ann (1)", "-ann (0)"]));
    stalled.presence.enter(1, bob);
    await waitFor(() => expect(one.seen.in(1).slice(2).toSorted()).toEqual(["+ann (2)", "+bob (2)"]));
    await listsAgree(1, [ann, bob]);
    for (const person of [ann, bob]) stalled.presence.exit(1, person.user_id);
    await listsAgree(1, []);
    await waitFor(async () => expect(await plain.keys("hubbub:{presence}:*:1*")).toEqual([]));
  });
});

describe("what Redis may do", () => {
  test("after it lost its data each instance writes its own again, and nobody is told what did not change", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    other.presence.enter(1, ann);
    other.presence.enter(1, bob);
    await waitFor(() => expect(everywhere(1).map(({ length }) => length)).toEqual([2, 2]));
    await redis.kill();
    one.presence.enter(1, zoe);
    await redis.start();
    await listsAgree(1, [zoe, ann, bob]);
    // The count depends on who wrote first.
    const news = [[expect.stringMatching(/^\+Zoë/)], [expect.stringMatching(/^\+Zoë/)]];
    await waitFor(() => expect(everywhere(1).map((story) => story.slice(2))).toEqual(news));
  });

  test("data that vanishes under a living connection is noticed and written again", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    other.presence.enter(1, bob);
    await listsAgree(1, [ann, bob]);
    await plain.flushall();
    await listsAgree(1, [ann, bob]);
    expect(everywhere(1).map(({ length }) => length)).toEqual([2, 2]);
  });

  test("a broken connection changes nothing for anybody", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    one.presence.enter(2, bob);
    await waitFor(() => expect([...everywhere(1), ...everywhere(2)].map(({ length }) => length)).toEqual([1, 1, 1, 1]));
    await plain.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    one.presence.exit(2, bob.user_id);
    await waitFor(() =>
      expect(everywhere(2)).toEqual([
        ["+bob (1)", "-bob (0)"],
        ["+bob (1)", "-bob (0)"],
      ]),
    );
    await listsAgree(1, [ann]);
    await waitFor(async () => expect(await plain.smembers("hubbub:{presence}:dead")).toEqual([]));
    expect(everywhere(1)).toEqual([["+ann (1)"], ["+ann (1)"]]);
    expect(other.seen.in(1)).toHaveLength(1);
  });

  test("while it is away each instance answers with its own, and nothing throws", async () => {
    const [one, other] = await two();
    one.presence.enter(1, ann);
    other.presence.enter(1, bob);
    await listsAgree(1, [ann, bob]);
    await redis.kill();
    await waitFor(async () => expect(await one.presence.list(1, 50)).toEqual({ users: [ann], userCount: 1 }));
    one.presence.enter(1, zoe);
    one.presence.exit(1, ann.user_id);
    one.presence.evict(1, 99);
    expect((await one.presence.list(1, 50)).users).toEqual([zoe, ann]);
    await redis.start();
    await listsAgree(1, [zoe, bob]);
  });

  test("while it hangs a list is answered with what is known here, and later ones at once", async () => {
    const one = await instance({ commandTimeoutMs: 5_000, pingEveryMs: 60_000 });
    one.presence.enter(1, ann);
    await listsAgree(1, [ann]);
    redis.pause();
    expect(await one.presence.list(1, 50)).toEqual({ users: [ann], userCount: 1 });
    const askedAt = performance.now();
    for (let count = 0; count < 20; count++) await one.presence.list(1, 50);
    // Each that waited would wait for half a second.
    expect(performance.now() - askedAt).toBeLessThan(2_000);
    redis.resume();
  });

  test("entries of thousands are written in bounded calls and removed again", async () => {
    const [one, other] = await two();
    const doomed = await instance();
    for (let id = 1; id <= 5_000; id++) doomed.presence.enter(1, { user_id: id, username: `u${id}` });
    await waitFor(async () => expect((await one.presence.list(1, 1)).userCount).toBe(5_000));
    await dieUnheard(doomed);
    await waitFor(() => expect(other.seen.in(1)).toHaveLength(10_000));
    await listsAgree(1, []);
  });
});

async function dieUnheard(doomed: Instance): Promise<void> {
  instances = instances.filter((one) => one !== doomed);
  await withoutGoodbye(plain, () => doomed.presence.close());
}
