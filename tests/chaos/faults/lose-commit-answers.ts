import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../run/scenario.ts";

const times = 10;
const swallowedForMs = 100;
const quietMs = 700;

/** Postgres commits, and the instance never hears of it: it cannot know whether to send the batch again. */
export const loseCommitAnswers: Scenario = {
  name: "lose-commit-answers",
  title: "a commit's answer cut off on the way back, 10 times",
  start: { links: [{ of: "chat-1", to: "postgres" }] },
  recoversWithinMs: 10_000,
  async fault({ system, expect }) {
    const link = system.link("chat-1", "postgres");
    for (let time = 0; time < times; time++) {
      link.swallowAnswers();
      await pause(swallowedForMs);
      link.dropConnections();
      await link.mend();
      await pause(quietMs);
    }
    expect("answers were cut off", link.swallowedBytes > 0);
  },
};
