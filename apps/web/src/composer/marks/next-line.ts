import type { Edit } from "../../ui/write-into.ts";

const marked = /^ *(?:[-*+]|>|(\d{1,3})([.)])) +/;

/**
 * A new line in a list or a quote begins with the next mark; after one without a text the list is over. Undefined where a
 * new line is only that.
 */
export function nextLine(text: string, caret: number): Edit | undefined {
  const start = text.lastIndexOf("\n", caret - 1) + 1;
  const line = text.slice(start, caret);
  const [mark, digits, sign] = marked.exec(line) ?? [];
  if (mark === undefined || isInFence(text.slice(0, start))) return undefined;
  const isEmpty = mark === line && /^(?:\n|$)/.test(text.slice(caret));
  if (isEmpty) return { start, end: caret, insert: "", selection: [start, start] };
  const next = digits === undefined ? mark : mark.replace(`${digits}${sign}`, `${Number(digits) + 1}${sign}`);
  const at = caret + 1 + next.length;
  return { start: caret, end: caret, insert: `\n${next}`, selection: [at, at] };
}

function isInFence(before: string): boolean {
  return before.split("```").length % 2 === 0;
}
