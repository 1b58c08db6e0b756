import type { Scenario } from "../run/scenario.ts";

export const killChatInstance: Scenario = {
  name: "kill-chat-instance",
  title: "kill -9 of a chat instance",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    system.signal("chat-1", "SIGKILL");
  },
};
