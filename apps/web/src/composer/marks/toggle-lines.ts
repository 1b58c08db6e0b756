import type { Edit } from "../../ui/write-into.ts";

/** Puts a mark before each line that the selection touches, or takes it away where all have it. */
export function toggleLines(
  text: string,
  from: number,
  to: number,
  markOf: (index: number) => string,
  marked: RegExp,
): Edit {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const lineEnd = text.indexOf("\n", to);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const lines = text.slice(start, end).split("\n");
  const insert = lines.every((line) => marked.test(line))
    ? lines.map((line) => line.replace(marked, "")).join("\n")
    : lines.map((line, index) => markOf(index) + line).join("\n");
  const grown = insert.length - (end - start);
  // The caret stays with its letter; of more than that all the lines stay selected.
  const caret = Math.max(start, from + grown);
  return { start, end, insert, selection: from === to ? [caret, caret] : [start, start + insert.length] };
}
