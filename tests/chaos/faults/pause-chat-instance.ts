import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";

const pausedMs = 6_000;

export const pauseChatInstance: Scenario = {
  name: "pause-chat-instance",
  title: "a chat instance stopped (SIGSTOP) for 6 s",
  recoversWithinMs: 10_000,
  async fault({ system }) {
    system.signal("chat-1", "SIGSTOP");
    await pause(pausedMs);
    system.signal("chat-1", "SIGCONT");
  },
  afterwards: expectPresence,
};
