import { expect, test } from "vitest";
import type { Figures } from "../figures/figures.ts";
import type { Run } from "../results.ts";
import type { ServerName } from "../servers/bench-server.ts";
import { baseTable, worseThanBase } from "./base-table.ts";
import { compareWithBase } from "./compare-with-base.ts";

const run = (load: string, server: ServerName, round: number, figures: Figures): Run => ({
  load,
  server,
  round,
  figures,
});

/** The machine is half as fast in the second round. */
const runs = [
  run("rooms", "hubbub-base", 1, { chatCpuUsPerDelivery: 10, p50Ms: 1, generatorCpuPercent: 10 }),
  run("rooms", "hubbub", 1, { chatCpuUsPerDelivery: 11, p50Ms: 9, generatorCpuPercent: 90 }),
  run("rooms", "hubbub", 2, { chatCpuUsPerDelivery: 22 }),
  run("rooms", "hubbub-base", 2, { chatCpuUsPerDelivery: 20 }),
  run("rooms", "hubbub-base", 3, { chatCpuUsPerDelivery: 10 }),
  run("rooms", "hubbub", 3, { chatCpuUsPerDelivery: 9 }),
  run("ingest", "hubbub-base", 1, { cpuUsPerCommit: 30 }),
  run("ingest", "hubbub", 1, { cpuUsPerCommit: 30 }),
];

test("CPU figures are compared within each round, and no others", () => {
  expect(compareWithBase(runs)).toEqual([
    { load: "rooms", figure: "chatCpuUsPerDelivery", base: 10, today: 11, ratios: [1.1, 1.1, 0.9], ratio: 1.1 },
    { load: "ingest", figure: "cpuUsPerCommit", base: 30, today: 30, ratios: [1], ratio: 1 },
  ]);
});

test("a round of which one half is missing, or too short for the kernel's clock, is no comparison", () => {
  expect(
    compareWithBase([
      run("rooms", "hubbub-base", 1, { cpuUsPerDelivery: 0 }),
      run("rooms", "hubbub", 1, { cpuUsPerDelivery: 4 }),
      run("rooms", "hubbub", 2, { cpuUsPerDelivery: 4 }),
    ]),
  ).toEqual([]);
});

test("what is more than 5 % worse is called so, in the table and in a sentence", () => {
  const comparisons = compareWithBase(runs);
  expect(worseThanBase(comparisons)).toEqual([
    "rooms: chat CPU µs/delivery is 1.100 times that of BASE; at most 1.05 is tolerated",
  ]);
  const [, , rooms, ingest] = baseTable(comparisons).split("\n");
  expect(rooms).toMatch(
    /rooms .*chat CPU µs\/delivery .* 10\.0 .* 11\.0 .* 1\.100 .* 1\.10 1\.10 0\.90 .* \*\*worse\*\*/,
  );
  expect(ingest).not.toContain("worse");
});
