import { findCode } from "./code-spans.ts";
import type { Line } from "./cut-lines.ts";
import type { Table } from "./markup.ts";
import { parseInline } from "./parse-inline.ts";

/** A table: a row, a line of hyphens with as many cells, and all rows that follow. Each has a vertical bar. */
export function readTable(
  lines: readonly Line[],
  at: number,
): { readonly block: Table; readonly end: number } | undefined {
  if (!isRow(lines[at]) || !isRow(lines[at + 1]) || !ruled.test(lines[at + 1]!.text)) return undefined;
  const rules = cutCells(lines[at + 1]!.text);
  const head = cutCells(lines[at]!.text);
  if (head.length !== rules.length || !rules.every((cell) => rule.test(cell))) return undefined;
  const rows = [head];
  let end = at + 2;
  for (; isRow(lines[end]); end += 1) rows.push(cutCells(lines[end]!.text));
  const block: Table = {
    kind: "table",
    columns: rules.map(toAlignment),
    rows: rows.map((cells) => cells.map(parseInline)),
  };
  return { block, end };
}

const ruled = /^[\s|:-]+$/;
const rule = /^:?-+:?$/;

function isRow(line: Line | undefined): boolean {
  return line !== undefined && line.blocks.length === 0 && line.text.includes("|");
}

/** A bar within code, or after a backslash, is part of its cell. */
function cutCells(row: string): string[] {
  const text = row.trim();
  const code = findCode(text);
  const cells: string[] = [];
  let [begin, next] = [text.startsWith("|") ? 1 : 0, 0];
  for (let at = text.indexOf("|", begin); at >= 0; at = text.indexOf("|", at + 1)) {
    while ((code[next]?.end ?? Infinity) <= at) next += 1;
    if (at >= (code[next]?.start ?? Infinity) || text[at - 1] === "\\") continue;
    cells.push(text.slice(begin, at));
    begin = at + 1;
  }
  if (begin < text.length) cells.push(text.slice(begin));
  return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function toAlignment(rule: string): Table["columns"][number] {
  if (rule.endsWith(":")) return rule.startsWith(":") ? "center" : "end";
  return rule.startsWith(":") ? "start" : undefined;
}
