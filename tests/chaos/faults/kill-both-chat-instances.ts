import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";

export const killBothChatInstances: Scenario = {
  name: "kill-both-chat-instances",
  title: "kill -9 of both chat instances at once",
  recoversWithinMs: 20_000,
  async fault({ system }) {
    for (const name of system.instances) system.signal(name, "SIGKILL");
  },
  afterwards: expectPresence,
};
