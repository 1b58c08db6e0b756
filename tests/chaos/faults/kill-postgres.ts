import type { Scenario } from "../run/scenario.ts";
import { expectShortSilence } from "./support/expect-short-silence.ts";

export const killPostgres: Scenario = {
  name: "kill-postgres",
  title: "kill -9 of Postgres",
  recoversWithinMs: 20_000,
  async fault({ system }) {
    system.signal("postgres", "SIGKILL");
  },
  async afterwards(run) {
    expectShortSilence(run, 15_000);
  },
};
