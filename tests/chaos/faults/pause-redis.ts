import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

const pausedMs = 5_000;

export const pauseRedis: Scenario = {
  name: "pause-redis",
  title: "Redis stopped (SIGSTOP) for 5 s",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    system.signal("redis", "SIGSTOP");
    await pause(pausedMs);
    system.signal("redis", "SIGCONT");
  },
  async afterwards(run) {
    expectPromptDelivery(run.load.clients, run.expect);
    await expectPresence(run);
  },
};
