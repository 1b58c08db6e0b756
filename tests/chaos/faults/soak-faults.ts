import { setTimeout as pause } from "node:timers/promises";
import type { Load } from "../load/load.ts";
import type { ChaosSystem } from "../system/chaos-system.ts";
import { redisCommand } from "../system/redis-command.ts";

export interface SoakFault {
  readonly title: string;
  strike(system: ChaosSystem, load: Load): Promise<void>;
}

const pausedMs = 3_000;

/**
 * What happens to a system in the long run. No chat instance is killed: its memory and descriptors over the whole time
 * are what a soak is about.
 */
export const soakFaults: readonly SoakFault[] = [
  kill("redis"),
  kill("postgres"),
  kill("nginx"),
  kill("user-service"),
  stop("redis"),
  stop("chat-1"),
  stop("chat-2"),
  {
    title: "Redis drops its subscribers",
    async strike(system) {
      await redisCommand(system.redisOperatorUrl, "CLIENT KILL TYPE pubsub");
    },
  },
  {
    title: "every client dropped at once",
    async strike(_system, load) {
      for (const client of load.clients) client.drop();
    },
  },
];

function kill(name: string): SoakFault {
  return { title: `kill -9 of ${name}`, strike: async (system) => system.signal(name, "SIGKILL") };
}

function stop(name: string): SoakFault {
  return {
    title: `${name} stopped for ${pausedMs} ms`,
    async strike(system) {
      system.signal(name, "SIGSTOP");
      await pause(pausedMs);
      system.signal(name, "SIGCONT");
    },
  };
}
