import type { KeyboardEvent } from "react";
import { type Mark, markEdit } from "./mark-edit.ts";
import { nextLine } from "./next-line.ts";
import { writeInto } from "../../ui/write-into.ts";

/** As the keys are called; with Ctrl or Cmd, and Shift where it says so. */
const keys: Readonly<Record<string, Mark>> = { b: "bold", i: "italic", e: "code", X: "strike", x: "strike" };

/** Marks what is selected, or goes on with a list in the next line. Answers whether the key was for that. */
export function onMarkKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey, currentTarget: field } = event;
  const { value, selectionStart, selectionEnd } = field;
  if (altKey) return false;
  if (key === "Enter" && !ctrlKey && !metaKey && selectionStart === selectionEnd) {
    const edit = nextLine(value, selectionStart);
    if (edit !== undefined) writeInto(field, edit);
    return edit !== undefined;
  }
  // On a Mac Ctrl moves the caret.
  const mark = (/^(?:Mac|iP)/.test(navigator.platform) ? metaKey : ctrlKey) ? keys[key] : undefined;
  if (mark === undefined || shiftKey !== (mark === "strike")) return false;
  writeInto(field, markEdit(mark, value, selectionStart, selectionEnd));
  return true;
}
