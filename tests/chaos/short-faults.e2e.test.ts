import { afterAll, beforeAll, expect, test } from "vitest";
import { dieBeforePublish } from "./faults/die-before-publish.ts";
import { killChatInstance } from "./faults/kill-chat-instance.ts";
import { killDuringUploads } from "./faults/kill-during-uploads.ts";
import { killPostgres } from "./faults/kill-postgres.ts";
import { killRedisTwice } from "./faults/kill-redis-twice.ts";
import { loseCommitAnswers } from "./faults/lose-commit-answers.ts";
import { type Person, signUp } from "./load/sign-up.ts";
import { extraPeople, loadSizes } from "./run/load-sizes.ts";
import { runScenario } from "./run/run-scenario.ts";
import { ChaosSystem } from "./system/chaos-system.ts";

const size = loadSizes.short;
const system = new ChaosSystem(() => undefined);
let people: Person[];

beforeAll(async () => {
  await system.start();
  people = await signUp(system.url, size.clients + extraPeople);
  await system.stop();
});

afterAll(() => system.destroy());

test.each([killChatInstance, killDuringUploads, killRedisTwice, killPostgres, loseCommitAnswers, dieBeforePublish])(
  "$title: nothing is lost, duplicated or out of order, and service comes back",
  async (scenario) => {
    const outcome = await runScenario(scenario, { system, people, size });
    expect(outcome.findings).toEqual([]);
    expect(outcome.acked).toBe(outcome.sent);
    expect(Math.min(outcome.pinned, outcome.replied, outcome.called)).toBeGreaterThan(0);
    expect(outcome.recoveredMs).toBeDefined();
  },
);
