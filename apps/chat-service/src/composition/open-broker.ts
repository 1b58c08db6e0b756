import type { Broker } from "../broker/broker.ts";
import { createBrokerMetrics } from "../broker/broker-metrics.ts";
import { createMemoryBroker } from "../broker/memory-broker.ts";
import { createRedisBroker } from "../broker/redis-broker.ts";
import { whereaboutsExchangeEveryMs } from "../limits.ts";
import { createMemoryPresence } from "../presence/memory-presence.ts";
import type { Presence } from "../presence/presence.ts";
import { createPresenceMetrics } from "../presence/presence-metrics.ts";
import { createRedisPresence } from "../presence/redis/redis-presence.ts";
import { knownKinds } from "../room-log/append/kinds-in-use.ts";
import type { Instance } from "./instance.ts";

/**
 * Broker, presence in rooms and the whereabouts of people, on Redis or, without a URL, in memory for an instance that is
 * alone. Not yet started.
 */
export function openBroker({ config, bootId, life, logger, metrics: { registry } }: Instance): {
  broker: Broker;
  presence: Presence;
  whereabouts: Presence;
} {
  const { redisUrl, redisSharded } = config;
  const brokerMetrics = createBrokerMetrics(registry);
  const presenceMetrics = createPresenceMetrics(registry);
  const whereaboutsMetrics = createPresenceMetrics(registry, "people");
  const options = { url: redisUrl, log: logger };
  const says = knownKinds;
  const alone = redisUrl === "";

  const broker = alone
    ? createMemoryBroker({ metrics: brokerMetrics })
    : createRedisBroker({ ...options, sharded: redisSharded === "on", metrics: brokerMetrics });
  life.onStop("broker", () => broker.close());

  const presence = alone
    ? createMemoryPresence({ metrics: presenceMetrics, says })
    : createRedisPresence({ ...options, bootId, says, metrics: presenceMetrics });
  life.onStop("presence", () => presence.close());

  const whereabouts = alone
    ? createMemoryPresence({ metrics: whereaboutsMetrics })
    : createRedisPresence({
        ...options,
        bootId,
        name: "people",
        metrics: whereaboutsMetrics,
        timings: { exchangeEveryMs: whereaboutsExchangeEveryMs },
      });
  life.onStop("whereabouts", () => whereabouts.close());
  return { broker, presence, whereabouts };
}
