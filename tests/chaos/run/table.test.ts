import { expect, test } from "vitest";
import { noFault } from "../faults/no-fault.ts";
import type { Outcome } from "./run-scenario.ts";
import { toTable } from "./table.ts";

function outcome(title: string, findings: Outcome["findings"] = []): Outcome {
  return {
    scenario: { ...noFault, title },
    sent: 10,
    acked: 10,
    pinned: 1,
    replied: 1,
    called: 1,
    delivered: 100,
    disconnects: 0,
    recoveredMs: 1_230,
    slowestDeliveryMs: 40,
    longestAwayMs: 0,
    findings,
  };
}

test("findings are counted by their kind", () => {
  const table = toTable([
    outcome("a", [
      { kind: "hole", detail: "" },
      { kind: "unseen", detail: "" },
      { kind: "lost", detail: "" },
    ]),
  ]);
  const cells = table
    .split("\n")[2]!
    .split("|")
    .map((cell) => cell.trim());
  expect(cells.slice(1, 10)).toEqual(["a", "10", "10", "100", "1", "0", "0", "2", "1.2 s"]);
});

test("a scenario run again takes the place of its row, and the others stay", () => {
  const before = toTable([
    outcome("a"),
    outcome("b, with a longer name", [{ kind: "lost", detail: "" }]),
    outcome("c"),
  ]);
  const after = toTable([outcome("b, with a longer name"), outcome("d")], before);
  expect(after).toBe(toTable([outcome("a"), outcome("b, with a longer name"), outcome("c"), outcome("d")]));
});
