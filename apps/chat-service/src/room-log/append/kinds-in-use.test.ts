import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { kindsInUseEveryMs } from "../../limits.ts";
import { KindsInUse, knownKinds } from "./kinds-in-use.ts";

const older = knownKinds.replace(",reaction", "");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kindsInUse(inUse: string[], living: { says: readonly string[] | undefined }) {
  const kinds = new KindsInUse({
    read: async () => inUse,
    add: async (more) => void inUse.push(...more),
    instances: async () => living.says,
    warn: () => undefined,
  });
  const mayReact = () => {
    try {
      kinds.assertInUse("reaction");
      return "yes";
    } catch (error) {
      return error;
    }
  };
  return { kinds, mayReact };
}

test("what was in use once is, whatever the instances say", async () => {
  const { kinds, mayReact } = kindsInUse(knownKinds.split(","), { says: undefined });
  await kinds.start();
  expect(mayReact()).toBe("yes");
  expect(vi.getTimerCount()).toBe(0);
});

test("a new kind is refused while an instance lives that does not know it, and then taken into use for good", async () => {
  const inUse = older.split(",");
  const living = { says: [knownKinds, older, ""] };
  const { kinds, mayReact } = kindsInUse(inUse, living);
  await kinds.start();
  expect(mayReact()).toMatchObject({ code: "unavailable" });
  living.says = [knownKinds, older];
  await vi.advanceTimersByTimeAsync(kindsInUseEveryMs);
  expect(mayReact()).toMatchObject({ code: "unavailable" });
  living.says = [knownKinds, `${knownKinds},poll_opened`];
  await vi.advanceTimersByTimeAsync(kindsInUseEveryMs);
  expect(mayReact()).toBe("yes");
  expect(inUse).toContain("reaction");
  expect(vi.getTimerCount()).toBe(0);
});

test("while nobody can say who lives, nothing new is taken into use; and a stopped one looks no more", async () => {
  const { kinds, mayReact } = kindsInUse(older.split(","), { says: undefined });
  await kinds.start();
  expect(mayReact()).toMatchObject({ code: "unavailable" });
  kinds.stop();
  expect(vi.getTimerCount()).toBe(0);
});
