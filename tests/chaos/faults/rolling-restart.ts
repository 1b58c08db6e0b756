import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";

const awayAtMostMs = 5_000;

export const rollingRestart: Scenario = {
  name: "rolling-restart",
  title: "rolling restart (SIGTERM) of all chat instances",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    for (const name of system.instances) {
      const before = system.restarts(name);
      system.signal(name, "SIGTERM");
      await system.backAfter(name, before);
    }
  },
  async afterwards(run) {
    const { load, expect } = run;
    const longest = Math.max(...load.clients.map(({ longestAwayMs }) => longestAwayMs));
    expect(`each client is away for at most 5 s; one was for ${longest} ms`, longest <= awayAtMostMs);
    await expectPresence(run);
  },
};
