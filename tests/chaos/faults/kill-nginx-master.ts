import type { Scenario } from "../run/scenario.ts";

export const killNginxMaster: Scenario = {
  name: "kill-nginx-master",
  title: "kill -9 of Nginx' master alone",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    system.signal("nginx", "SIGKILL");
  },
};
