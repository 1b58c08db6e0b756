import { expect, test } from "vitest";
import { selfTimes, topFunctions } from "./self-times.ts";

test("in the second half of its life a function's time is what it spent in all its places on the stack, and idling is no work", () => {
  const node = (id: number, functionName: string, url = "") => ({
    id,
    callFrame: { functionName, url, lineNumber: 9 },
  });
  const profile = {
    nodes: [
      node(1, "(idle)"),
      node(2, "send", "file:///a/b/c/fan-out.ts"),
      node(3, "send", "file:///a/b/c/fan-out.ts"),
      node(4, "(program)"),
    ],
    samples: [4, 1, 2, 3, 4, 2],
    timeDeltas: [13_000, 9_000, 1_000, 2_000, 500, 1_000],
  };
  expect(selfTimes(profile, 0.5)).toEqual({
    busyMs: 4.5,
    functions: [
      { place: "send b/c/fan-out.ts:10", ms: 4 },
      { place: "(program)", ms: 0.5 },
    ],
  });
  const all = selfTimes(profile);
  expect(all.busyMs).toBe(17.5);
  expect(topFunctions(all, 1)).toBe("busy for 0.0 s\n  77.1 %  (program)\n");
});
