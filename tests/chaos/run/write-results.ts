import { readFileSync, writeFileSync } from "node:fs";

const begin = "<!-- results -->";
const end = "<!-- end of results -->";

/** Puts a table between the two marks of a document. */
export function writeResults(path: string, table: string): void {
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no place for results: ${begin} … ${end}`);
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
