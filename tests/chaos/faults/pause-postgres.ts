import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { expectUnavailableWithin } from "./support/expect-unavailable-within.ts";

const pausedMs = 10_000;

export const pausePostgres: Scenario = {
  name: "pause-postgres",
  title: "Postgres, all its processes, stopped (SIGSTOP) for 10 s",
  recoversWithinMs: 15_000,
  async fault({ system, onEnd }) {
    const goOn = () => system.signalTree("postgres", "SIGCONT");
    onEnd(goOn);
    system.signalTree("postgres", "SIGSTOP");
    const over = pause(pausedMs);
    for (const name of system.instances) {
      await until(`${name} is not ready`, pausedMs, async () => (await system.readiness(name))?.status === 503);
    }
    await over;
    goOn();
  },
  async afterwards(run) {
    expectUnavailableWithin(run, 5_000);
  },
};
