import { expect, test } from "vitest";
import type { LoadResult } from "../results.ts";
import { barChart } from "./bar-chart.ts";
import { goalsTable } from "./goals-table.ts";
import { loadSection } from "./load-section.ts";
import { mergeResults, type Published } from "./published.ts";
import { replaceBetweenMarks } from "./replace-between-marks.ts";

const storm: LoadResult = {
  load: "storm",
  title: "all at once",
  rounds: 1,
  seconds: 1,
  servers: [
    { server: "hubbub", figures: { joinsPerSecond: 1_234.4, cpuUsPerJoin: 90 } },
    { server: "socket-io", figures: { joinsPerSecond: 2_000, cpuUsPerJoin: 60 } },
  ],
};

test("a load's table has a column for what was measured, and no other", () => {
  expect(loadSection(storm).split("\n").slice(2).map(cells)).toEqual([
    ["", "joins/s", "all CPU µs/join"],
    [expect.stringMatching(/^-+$/), expect.stringMatching(/^-+:$/), expect.stringMatching(/^-+:$/)],
    ["hubbub (2 instances)", "1\u202f234", "90"],
    ["Socket.IO + Redis adapter (2)", "2\u202f000", "60"],
  ]);
});

test("a goal that is missed is called so, and met when the figure allows it", () => {
  expect(goalsTable([storm])).toMatch(/\| ≤ 1 × Socket\.IO \+ Redis adapter \(2\) \|\s+1\.50 \| \*\*missed\*\* \|/);
  const better = { ...storm, servers: [{ ...storm.servers[0]!, figures: { cpuUsPerJoin: 60 } }, storm.servers[1]!] };
  expect(goalsTable([better])).toMatch(/1\.00 \|\s+met \|/);
});

test("a goal may be a multiple of the same server's figure in another load", () => {
  const of = (load: string, cpuUsPerDelivery: number): LoadResult => ({
    ...storm,
    load,
    servers: [{ server: "hubbub", figures: { cpuUsPerDelivery } }],
  });
  expect(goalsTable([of("thread", 12), of("plain100", 10)])).toMatch(/\| ≤ 1\.5 × plain100 \|\s+1\.20 \|\s+met \|/);
  expect(goalsTable([of("thread", 12)])).toBe("");
});

test("a goal whose rival was not run is left out", () => {
  expect(goalsTable([{ ...storm, servers: storm.servers.slice(0, 1) }])).toBe("");
});

test("fresh results replace those of their own load only", () => {
  const around = { date: "", command: "", machine: "", versions: {} };
  const of = (load: string, rounds: number): Published["loads"][number] => ({ ...storm, ...around, load, rounds });
  const merged = mergeResults([of("idle", 1), of("storm", 1)], [of("storm", 3)], ["idle", "storm", "resume"]);
  expect(merged.map(({ load, rounds }) => [load, rounds])).toEqual([
    ["idle", 1],
    ["storm", 3],
  ]);
});

test("only what stands between the marks is replaced", () => {
  const page = "before\n<!-- results -->\nold\n<!-- end of results -->\nafter";
  expect(replaceBetweenMarks(page, "new")).toBe("before\n<!-- results -->\n\nnew\n\n<!-- end of results -->\nafter");
  expect(() => replaceBetweenMarks("nothing", "new")).toThrow(/no place/);
});

test("a bar is as long as its value, and a label cannot break the picture", () => {
  const bar = (value: number) => ({ label: "a <b> & c", value, text: String(value), stressed: false });
  const svg = barChart("t", [bar(10), bar(5)]);
  const [whole, half] = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, length]) => Number(length));
  expect(half! / whole!).toBeCloseTo(0.5, 2);
  expect(svg).toContain("a &lt;b> &amp; c");
});

function cells(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}
