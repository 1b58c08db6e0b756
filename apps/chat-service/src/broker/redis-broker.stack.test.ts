import { testRedis, type TestRedis, waitFor } from "@hubbub/stack/testing";
import { Redis } from "ioredis";
import { Registry } from "prom-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Broker } from "./broker.ts";
import { createBrokerMetrics, type BrokerMetrics } from "./broker-metrics.ts";
import { brokerContract, listenTo, personPublicationOf, publicationOf } from "./broker.contract.ts";
import { createRedisBroker, type RedisBrokerOptions } from "./redis-broker.ts";

/** Quick to notice what is away, and not so quick that a busy machine looks like it. */
const quick = { pingEveryMs: 200, commandTimeoutMs: 1_000 };
const silent = { info() {}, warn() {} };

let redis: TestRedis;
const opened: Broker[] = [];

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.stop());
afterEach(async () => {
  redis.resume();
  await redis.start();
  await Promise.all(opened.splice(0).map((broker) => broker.close()));
});

function open(options: Partial<RedisBrokerOptions> = {}): { broker: Broker; metrics: BrokerMetrics } {
  const metrics = createBrokerMetrics(new Registry());
  const broker = createRedisBroker({
    url: redis.url,
    sharded: false,
    log: silent,
    metrics,
    timings: quick,
    ...options,
  });
  opened.push(broker);
  return { broker, metrics };
}

async function started(options: Partial<RedisBrokerOptions> = {}) {
  const { broker, metrics } = open(options);
  const heard = listenTo(broker);
  await broker.start();
  return { broker, metrics, heard };
}

async function dropped(metrics: BrokerMetrics, reason: string): Promise<number> {
  const { values } = await metrics.dropped.get();
  return values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
}

async function withPlainRedis<T>(act: (plain: Redis) => Promise<T>): Promise<T> {
  const plain = new Redis(redis.operatorUrl);
  try {
    return await act(plain);
  } finally {
    plain.disconnect();
  }
}

describe("the broker on Redis pub/sub", () => {
  brokerContract(() => open().broker);
});

describe("the broker on sharded Redis pub/sub", () => {
  brokerContract(() => open({ sharded: true }).broker);
});

describe("two instances", () => {
  test("hear each other in the order of each publisher and room", async () => {
    const [one, two] = [await started(), await started()];
    await Promise.all([one, two].flatMap(({ broker }) => [broker.subscribeRoom(1), broker.subscribeRoom(2)]));
    for (let seq = 1; seq <= 200; seq++) {
      one.broker.publishRoom(publicationOf(1, seq));
      two.broker.publishRoom(publicationOf(2, seq));
    }
    const inOrder = Array.from({ length: 200 }, (_, index) => index + 1);
    for (const { heard } of [one, two]) {
      await waitFor(() => expect(heard.rooms).toHaveLength(400));
      for (const roomId of [1, 2]) {
        const seqs = heard.rooms.filter((publication) => publication.roomId === roomId).map(({ firstSeq }) => firstSeq);
        expect(seqs).toEqual(inOrder);
      }
    }
  });
});

describe("what Redis may do", () => {
  test("after kill -9 the broker is away and drops, and is back with all its rooms", async () => {
    const { broker, heard, metrics } = await started();
    await Promise.all(Array.from({ length: 1_200 }, (_, index) => broker.subscribeRoom(index + 1)));
    await redis.kill();
    await waitFor(() => expect(broker.state).toBe("away"));
    // The one that publishes may notice a little later.
    await waitFor(async () => {
      broker.publishRoom(publicationOf(1, 1));
      expect(await dropped(metrics, "away")).toBe(1);
    });
    await broker.subscribeRoom(2_000);
    await broker.subscribePerson(3_000);
    broker.unsubscribeRoom(5);

    await redis.start();
    await waitFor(() => expect(heard.states).toEqual(["up", "away", "up"]));
    // Up means subscribed: nothing published from here on is missed.
    for (const roomId of [1, 5, 600, 1_200, 2_000]) broker.publishRoom(publicationOf(roomId, 2));
    await waitFor(() => expect(heard.rooms.map(({ roomId }) => roomId)).toEqual([1, 600, 1_200, 2_000]));
    broker.publishPerson(personPublicationOf(3_000, "{}"));
    await waitFor(() => expect(heard.people).toHaveLength(1));
    const channels = await withPlainRedis((plain) => plain.pubsub("CHANNELS", "hubbub:room:*"));
    expect(channels).toHaveLength(1_200);
  });

  test("sharded subscriptions come back too", async () => {
    const { broker, heard } = await started({ sharded: true });
    await broker.subscribeRoom(1);
    await redis.kill();
    await waitFor(() => expect(broker.state).toBe("away"));
    await redis.start();
    await waitFor(() => expect(broker.state).toBe("up"));
    broker.publishRoom(publicationOf(1, 1));
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
  });

  test("a connection killed by an administrator is noticed and made again", async () => {
    const { broker, heard } = await started();
    await broker.subscribeRoom(1);
    await withPlainRedis((plain) => plain.call("CLIENT", "KILL", "TYPE", "pubsub"));
    await waitFor(() => expect(heard.states).toEqual(["up", "away", "up"]));
    broker.publishRoom(publicationOf(1, 1));
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
  });

  test("a Redis that answers nothing any more is noticed, with nothing to send", async () => {
    const { broker, heard } = await started({ timings: {} });
    await broker.subscribeRoom(1);
    redis.pause();
    // Within 5 s, unless this process comes to it too late itself.
    await waitFor(() => expect(broker.state).toBe("away"));
    redis.resume();
    await waitFor(() => expect(heard.states).toEqual(["up", "away", "up"]));
    broker.publishRoom(publicationOf(1, 1));
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
  });

  test("a subscription asked for while Redis hangs is not waited for once it is away, and made later", async () => {
    const { broker, heard } = await started();
    redis.pause();
    await broker.subscribeRoom(1);
    expect(broker.state).toBe("away");
    redis.resume();
    await waitFor(() => expect(broker.state).toBe("up"));
    broker.publishRoom(publicationOf(1, 1));
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
  });

  test("past its bound in bytes a publication is dropped, and the bound is free again after the answers", async () => {
    const { broker, heard, metrics } = await started({ maxBytesInFlight: 1_000 });
    await broker.subscribeRoom(1);
    const long = "x".repeat(400);
    for (let seq = 1; seq <= 5; seq++) broker.publishRoom(publicationOf(1, seq, [long]));
    expect(await dropped(metrics, "full")).toBe(3);
    await waitFor(() => expect(heard.rooms.map(({ firstSeq }) => firstSeq)).toEqual([1, 2]));
    await waitFor(async () => expect((await metrics.bytesInFlight.get()).values[0]?.value).toBe(0));
    broker.publishRoom(publicationOf(1, 6, [long]));
    await waitFor(() => expect(heard.rooms).toHaveLength(3));
  });

  test("what another version or a stranger publishes is counted and dropped", async () => {
    const { broker, heard, metrics } = await started();
    await Promise.all([broker.subscribeRoom(1), broker.subscribePerson(1)]);
    await withPlainRedis(async (plain) => {
      await plain.publish("hubbub:room:1", "2 something new\n{}");
      await plain.publish("hubbub:room:1", "hello");
      await plain.publish("hubbub:person:1", "nonsense");
      await plain.publish("hubbub:activity", "nonsense");
      await plain.publish("hubbub:notices", "{");
    });
    broker.publishRoom(publicationOf(1, 1));
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
    await waitFor(async () => expect(await dropped(metrics, "malformed")).toBe(4));
    expect(await dropped(metrics, "unknown_version")).toBe(1);
    expect([heard.people, heard.activity, heard.notices]).toEqual([[], [], []]);
  });

  test("an instance starts without Redis and finds it later", async () => {
    await redis.kill();
    const { broker, heard } = await started();
    expect(broker.state).toBe("away");
    await broker.subscribeRoom(1);
    await redis.start();
    await waitFor(() => expect(broker.state).toBe("up"));
    broker.publishRoom(publicationOf(1, 1));
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
  });

  test("what is published in one turn is one command", async () => {
    const { broker, heard } = await started();
    await Promise.all([broker.subscribeRoom(1), broker.subscribeRoom(2)]);
    await withPlainRedis(async (plain) => {
      await plain.config("RESETSTAT");
      for (const roomId of [1, 2]) broker.publishRoom(publicationOf(roomId, 1));
      await waitFor(() => expect(heard.rooms).toHaveLength(2));
      expect(await plain.info("commandstats")).toMatch(/cmdstat_eval:calls=1,/);
    });
  });

  test("one turn may publish more than a call takes arguments", async () => {
    const { broker, heard, metrics } = await started({ timings: {} });
    await broker.subscribeRoom(1);
    const signals = 100_000;
    for (let n = 0; n < signals; n++) broker.publishSignal({ roomId: 1, from: "x", kind: "typing", payload: "{}" });
    await waitFor(() => expect(heard.signals).toHaveLength(signals), 20_000);
    expect(await dropped(metrics, "failed")).toBe(0);
  });

  test.each([{ sharded: false }, { sharded: true }])(
    "what Redis refuses is counted, the rest goes, %j",
    async (options) => {
      const { broker, heard, metrics } = await started(options);
      await Promise.all([broker.subscribeRoom(1), broker.subscribeRoom(3)]);
      const allowed = ["activity", "notices", "room:1", "room:3"].map((name) => `&hubbub:${name}`);
      await withPlainRedis(async (plain) => {
        await plain.call("ACL", "SETUSER", "hubbub", "resetchannels", ...allowed);
        try {
          for (const roomId of [1, 2, 3]) broker.publishRoom(publicationOf(roomId, 1));
          await waitFor(async () => expect(await dropped(metrics, "failed")).toBe(1));
          await waitFor(() => expect(heard.rooms.map(({ roomId }) => roomId)).toEqual([1, 3]));
        } finally {
          await plain.call("ACL", "SETUSER", "hubbub", "&hubbub:*");
          await plain.call("ACL", "LOG", "RESET");
        }
      });
      expect((await metrics.bytesInFlight.get()).values[0]?.value).toBe(0);
    },
  );

  test("what was published just before the close still leaves", async () => {
    const [one, two] = [await started(), await started()];
    await two.broker.subscribeRoom(1);
    one.broker.publishRoom(publicationOf(1, 1));
    await one.broker.close();
    await waitFor(() => expect(two.heard.rooms).toHaveLength(1));
  });

  test("a URL that is none is refused at once, without being repeated", () => {
    expect(() => open({ url: "http://user:secret@example.test" })).toThrow(/^the Redis URL is not of the form/);
  });
});
