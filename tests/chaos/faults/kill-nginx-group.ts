import type { Scenario } from "../run/scenario.ts";

export const killNginxGroup: Scenario = {
  name: "kill-nginx-group",
  title: "kill -9 of Nginx, master and workers",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    system.signalTree("nginx", "SIGKILL");
  },
};
