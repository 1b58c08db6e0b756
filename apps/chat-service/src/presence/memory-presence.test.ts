import { Registry } from "prom-client";
import { describe } from "vitest";
import { createMemoryPresence } from "./memory-presence.ts";
import { presenceContract, said, testGraceMs } from "./presence.contract.ts";
import { createPresenceMetrics } from "./presence-metrics.ts";

describe("presence in memory", () => {
  presenceContract(() =>
    createMemoryPresence({ metrics: createPresenceMetrics(new Registry()), graceMs: testGraceMs, says: said }),
  );
});
