import type { Scenario } from "../run/scenario.ts";

export const killPostgres: Scenario = {
  name: "kill-postgres",
  title: "kill -9 of Postgres",
  recoversWithinMs: 20_000,
  async fault({ system }) {
    system.signal("postgres", "SIGKILL");
  },
};
