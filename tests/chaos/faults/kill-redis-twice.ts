import type { Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { expectPresence } from "./support/expect-presence.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

export const killRedisTwice: Scenario = {
  name: "kill-redis-twice",
  title: "kill -9 of Redis, twice in a row",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    const first = system.pid("redis");
    system.signal("redis", "SIGKILL");
    await until("Redis was started again", 10_000, () => system.pid("redis") !== first);
    system.signal("redis", "SIGKILL");
  },
  async afterwards(run) {
    expectPromptDelivery(run.load.clients, run.expect);
    await expectPresence(run);
  },
};
