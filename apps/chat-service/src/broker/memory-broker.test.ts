import { Registry } from "prom-client";
import { describe } from "vitest";
import { createBrokerMetrics } from "./broker-metrics.ts";
import { brokerContract } from "./broker.contract.ts";
import { createMemoryBroker } from "./memory-broker.ts";

describe("the broker in memory", () => {
  brokerContract(() => createMemoryBroker({ metrics: createBrokerMetrics(new Registry()) }));
});
