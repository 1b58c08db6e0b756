import { expect, test } from "vitest";
import { figuresOf } from "../bystanders/figures.ts";
import type { Outcome, ServiceOutcome } from "./outcome.ts";
import { attackersTable, bystandersTable } from "./table.ts";

const service: ServiceOutcome = {
  loop: { p99Ms: 12.4, maxMs: 31 },
  memory: { beforeBytes: 150 * 2 ** 20, highestBytes: 160 * 2 ** 20, afterBytes: 155 * 2 ** 20 },
  restarts: 0,
};

const outcome: Outcome = {
  attack: "pings",
  title: "sends ping frames",
  seconds: 10,
  bystanders: {
    measured: {
      ack: figuresOf([5.04, 6, 1_500]),
      me: figuresOf([4, 50]),
      connect: figuresOf([20]),
      login: figuresOf([40]),
    },
    errors: { "ack: unanswered": 2, "closed 1006": 1 },
  },
  services: { chat: service, users: service },
  spoils: { sent: 30, got: { "close 4501": 2, connected: 12, a: 1, b: 1, c: 1, d: 1, e: 1 } },
};

test("the bystanders' table says what each measured, and which goals were missed", () => {
  const row = bystandersTable([outcome]).split("\n")[2]!;
  expect(cellsOf(row)).toEqual([
    "`pings`",
    "6.0 ms / 1.5 s / 1.5 s",
    "4.0 ms / 50 ms / 50 ms",
    "3 + 2",
    "20 ms",
    "40 ms",
    "3",
    "12 ms (31 ms)",
    "12 ms (31 ms)",
    "150 / 160 / 155 MiB",
    "150 / 160 / 155 MiB",
    "**missed**: send → ack, errors",
  ]);
});

test("the attackers' table says what each did and mostly got, and leaves out the time when nobody attacked", () => {
  const rows = attackersTable([{ ...outcome, attack: "nobody" }, outcome])
    .split("\n")
    .slice(2);
  expect(rows.map(cellsOf)).toEqual([
    ["`pings`", "somebody sends ping frames", "30", "connected × 12, close 4501 × 2, a × 1, b × 1, c × 1, others × 2"],
  ]);
});

function cellsOf(row: string): string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}
