import type { Edit } from "../../ui/write-into.ts";

/** Puts signs around the selection, not around blanks at its ends; or takes them away, whether they are selected or not. */
export function toggleSigns(text: string, from: number, to: number, sign: string): Edit {
  const selected = text.slice(from, to);
  const start = from + selected.length - selected.trimStart().length;
  const end = Math.max(start, to - selected.length + selected.trimEnd().length);
  const inner = text.slice(start, end);
  const { length } = sign;
  if (inner.length > 2 * length && inner.startsWith(sign) && inner.endsWith(sign)) {
    const insert = inner.slice(length, -length);
    return { start, end, insert, selection: [start, start + insert.length] };
  }
  if (start >= length && text.slice(start - length, start) === sign && text.slice(end, end + length) === sign) {
    return { start: start - length, end: end + length, insert: inner, selection: [start - length, end - length] };
  }
  return { start, end, insert: `${sign}${inner}${sign}`, selection: [start + length, end + length] };
}
