import { figureNames } from "../figures/figures.ts";
import type { LoadResult } from "../results.ts";
import { serverTitles } from "../servers/bench-server.ts";
import { figureColumns } from "./figure-columns.ts";

/** Markdown: each load with a table, a row for each server, the columns that were measured. */
export function toTables(results: readonly LoadResult[]): string {
  return results.map(toSection).join("\n\n");
}

function toSection({ load, title, servers }: LoadResult): string {
  const names = figureNames.filter((name) => servers.some(({ figures }) => figures[name] !== undefined));
  const rows = servers.map(({ server, figures }) => [
    serverTitles[server],
    ...names.map((name) => {
      const value = figures[name];
      return value === undefined ? "" : figureColumns[name].show(value);
    }),
  ]);
  return `### ${load} — ${title}\n\n${render(["", ...names.map((name) => figureColumns[name].title)], rows)}`;
}

function render(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, index) => Math.max(title.length, 3, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[index]!)));
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, index) => (index === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
