import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { expectPresence } from "./support/expect-presence.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

const cutMs = 10_000;

export const cutOneInstanceOffRedis: Scenario = {
  name: "cut-one-instance-off-redis",
  title: "one instance cut off from Redis for 10 s",
  start: { links: [{ of: "chat-2", to: "redis" }] },
  recoversWithinMs: 10_000,
  async fault({ system, expect }) {
    const link = system.link("chat-2", "redis");
    link.cut();
    const over = pause(cutMs);
    await until("chat-2 says that its broker is away", 5_000, async () => {
      return (await system.readiness("chat-2"))?.body["broker"] === "away";
    });
    expect("chat-2 is ready all the same", (await system.readiness("chat-2"))?.status === 200);
    expect("chat-1 has its broker", (await system.readiness("chat-1"))?.body["broker"] === "up");
    await over;
    await link.mend();
  },
  async afterwards(run) {
    expectPromptDelivery(run.load.clients, run.expect);
    await expectPresence(run);
  },
};
