import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";
import { redisCommand } from "../system/redis-command.ts";
import { expectPromptDelivery } from "./support/expect-prompt-delivery.ts";

const times = 16;
const everyMs = 500;

export const dropSubscribers: Scenario = {
  name: "drop-subscribers",
  title: "Redis drops its subscribers (CLIENT KILL TYPE pubsub), 16 times in 8 s",
  recoversWithinMs: 10_000,
  async fault({ system, expect }) {
    let dropped = 0;
    for (let time = 0; time < times; time++) {
      const answer = await redisCommand(system.redisOperatorUrl, "CLIENT KILL TYPE pubsub");
      dropped += Number(answer.slice(1));
      await pause(everyMs);
    }
    expect(`subscribers come back to be dropped again; ${dropped} were`, dropped >= times);
  },
  async afterwards(run) {
    expectPromptDelivery(run.load.clients, run.expect);
  },
};
