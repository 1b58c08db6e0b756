/** A part of a text that is replaced, and what is selected then. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly selection: readonly [start: number, end: number];
}

/** Changes what stands in a field as if it were typed: the browser's own undo takes it back. */
export function writeInto(field: HTMLTextAreaElement, { start, end, insert, selection }: Edit): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and the only way that undo knows of: https://github.com/whatwg/html/issues/3242
  const isDone = insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert);
  if (!isDone) {
    field.setRangeText(insert, start, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(...selection);
}
