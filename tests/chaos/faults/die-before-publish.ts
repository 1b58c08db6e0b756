import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

const times = 3;
const quietMs = 1_000;

export const dieBeforePublish: Scenario = {
  name: "die-before-publish",
  title: "a publisher killed between commit and publish, 3 times",
  start: { preloads: { "chat-1": join(import.meta.dirname, "support/die-before-publish.ts") } },
  through: "instances",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    for (let time = 0; time < times; time++) {
      const before = system.restarts("chat-1");
      system.signal("chat-1", "SIGUSR2");
      await system.backAfter("chat-1", before);
      await pause(quietMs);
    }
  },
  async afterwards({ load, expect }) {
    // Those on the other instance, who stay.
    expectPromptDelivery(
      load.clients.filter((_, index) => index % 2 === 1),
      expect,
    );
  },
};
