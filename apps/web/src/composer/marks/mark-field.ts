import { writeInto } from "../../ui/write-into.ts";
import type { Mark } from "./mark-edit.ts";

/** Marks what is selected in a field. What makes the marks comes with the first; where it cannot be had the text stays as it is. */
export async function markField(field: HTMLTextAreaElement, mark: Mark): Promise<void> {
  const markEdit = await loadMarks();
  if (markEdit !== undefined) writeInto(field, markEdit(mark, field.value, field.selectionStart, field.selectionEnd));
}

/** For who may mark something soon. */
export async function loadMarks() {
  return await import("./mark-edit.ts").then(
    ({ markEdit }) => markEdit,
    () => undefined,
  );
}
