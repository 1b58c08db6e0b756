import type { Outcome } from "./run-scenario.ts";

const columns: readonly [string, (outcome: Outcome) => string | number][] = [
  ["scenario", ({ scenario }) => scenario.title],
  ["sent", ({ sent }) => sent],
  ["acked", ({ acked }) => acked],
  ["delivered", ({ delivered }) => delivered],
  ["lost", (outcome) => count(outcome, "lost")],
  ["duplicated", (outcome) => count(outcome, "duplicated")],
  ["reordered", (outcome) => count(outcome, "reordered", "unknown")],
  ["holes", (outcome) => count(outcome, "hole", "unseen")],
  ["recovered in", ({ recoveredMs }) => (recoveredMs === undefined ? "never" : seconds(recoveredMs))],
  ["slowest delivery", ({ slowestDeliveryMs }) => seconds(slowestDeliveryMs)],
  ["longest away", ({ longestAwayMs }) => seconds(longestAwayMs)],
  ["disconnects", ({ disconnects }) => disconnects],
  ["else unmet", (outcome) => count(outcome, "unmet", "untrue")],
];

/** The outcomes as a Markdown table; with `before`, an earlier one, its rows of other scenarios stay. */
export function toTable(outcomes: readonly Outcome[], before = ""): string {
  const fresh = new Map(outcomes.map((outcome) => [outcome.scenario.title, cellsOf(outcome)]));
  const kept = rowsOf(before).map((row) => fresh.get(row[0]!) ?? row);
  const titles = new Set(kept.map(([title]) => title));
  const added = [...fresh.values()].filter(([title]) => !titles.has(title));
  return render([...kept, ...added]);
}

function cellsOf(outcome: Outcome): string[] {
  return columns.map(([, cell]) => String(cell(outcome)));
}

/** Without head and rule. */
function rowsOf(table: string): string[][] {
  const lines = table.split("\n").filter((line) => line.startsWith("|"));
  const rows = lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.filter((row) => row.length === columns.length);
}

function render(rows: readonly string[][]): string {
  const head = columns.map(([title]) => title);
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join(" | ")} |`;
  const rule = widths.map((width, index) => (index === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

function count({ findings }: Outcome, ...kinds: Outcome["findings"][number]["kind"][]): number {
  return findings.filter(({ kind }) => kinds.includes(kind)).length;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
