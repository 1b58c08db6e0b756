import { readFileSync, writeFileSync } from "node:fs";

/** Puts a table between the two marks of a document; `toText` is given what stands there. */
export function writeResults(path: string, toText: (before: string) => string, mark = "results"): void {
  const begin = `<!-- ${mark} -->`;
  const end = `<!-- end of ${mark} -->`;
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  if (from < begin.length || to < from) throw new Error(`${path} has no place for results: ${begin} … ${end}`);
  writeFileSync(path, `${text.slice(0, from)}\n\n${toText(text.slice(from, to))}\n\n${text.slice(to)}`);
}
