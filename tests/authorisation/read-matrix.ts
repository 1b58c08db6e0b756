import { readFileSync } from "node:fs";
import { type Actor, actors } from "./system/actors.ts";

export interface MatrixRow {
  /** The heading above it. */
  readonly section: string;
  readonly operation: string;
  /** What it is about. */
  readonly of: string;
  readonly expected: Readonly<Record<Actor, string>>;
}

/** docs/authorisation.md as it stands: what everybody's try of every operation must be answered with. */
export function readMatrix(): readonly MatrixRow[] {
  const rows: MatrixRow[] = [];
  let section = "";
  for (const line of readFileSync(new URL("../../docs/authorisation.md", import.meta.url), "utf8").split("\n")) {
    if (line.startsWith("## ")) section = line.slice(3);
    const [operation = "", of = "", ...cells] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (!operation.startsWith("`")) continue;
    if (cells.length !== actors.length) throw new Error(`${operation} ${of} has ${cells.length} cells`);
    const expected = Object.fromEntries(actors.map((actor, at) => [actor, cells[at]])) as Record<Actor, string>;
    rows.push({ section, operation: operation.replaceAll("`", ""), of, expected });
  }
  return rows;
}
