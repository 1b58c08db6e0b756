import { afterAll, beforeAll, expect, test } from "vitest";
import { attacks } from "./attacks/attacks.ts";
import { Scene } from "./run/scene.ts";

// `make bench LOAD=attack` measures every input against the goals. These few, and far above the goals, are to notice a
// protection that is gone: then a bystander waits for seconds.
const inputs = ["attachment-ids", "refresh-large-brackets", "messages", "password-changes"];
const chosen = attacks.filter(({ name }) => inputs.includes(name));
const attackSeconds = 2;
const halfMs = 1_000;
const allMs = 5_000;

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.open({ attacks: chosen, memoryAfterMs: 0 });
});

afterAll(() => scene.close());

test.each(chosen)("while somebody $title, the others chat on", async (attack) => {
  const { bystanders, spoils } = await scene.measure(attack, attackSeconds);
  expect(bystanders.errors).toEqual({});
  for (const name of ["ack", "me", "login"] as const) {
    const { p50Ms, maxMs } = bystanders.measured[name];
    expect(p50Ms, name).toBeLessThan(halfMs);
    expect(maxMs, name).toBeLessThan(allMs);
  }
  // An attacker that got nowhere would show nothing.
  expect(spoils?.sent).toBeGreaterThan(0);
});
