import { expect, test } from "vitest";
import { maxGatherMs } from "../limits.ts";
import { gatherMs } from "./gather-ms.ts";

test("who comes alone hardly waits for others", () => {
  expect(gatherMs(1)).toBeLessThan(5);
});

test("after many it gathers longer, but not longer than it may", () => {
  expect(gatherMs(8)).toBeGreaterThan(gatherMs(2));
  expect(gatherMs(10_000)).toBe(maxGatherMs);
});
