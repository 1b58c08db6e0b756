import { expect, test } from "vitest";
import { sumOverTrees } from "./cpu-seconds.ts";
import { parseStat } from "./parse-stat.ts";

test("a process is read whatever its name holds", () => {
  const text = "812 (a (b) c) S 7 812 812 0 -1 4194304 11 22 33 44 150 50 25 75 20 0 9 0 100";
  expect(parseStat(text)).toEqual({ pid: 812, parent: 7, cpuSeconds: 3 });
});

test("a tree's time is that of all that descend from it, and of nobody else", () => {
  const processes = [
    { pid: 1, parent: 0, cpuSeconds: 100 },
    { pid: 10, parent: 1, cpuSeconds: 1 },
    { pid: 11, parent: 10, cpuSeconds: 2 },
    { pid: 12, parent: 11, cpuSeconds: 4 },
    { pid: 20, parent: 1, cpuSeconds: 8 },
  ];
  expect(sumOverTrees(processes, [10])).toBe(7);
  expect(sumOverTrees(processes, [11, 20])).toBe(14);
  expect(sumOverTrees(processes, [99])).toBe(0);
});
