import type { KeyboardEvent } from "react";
import { isComposing } from "../../ui/is-composing.ts";

/** The arrow keys go from message to message; Esc leads back to where one writes, the field with that id. */
export function moveRowFocus(event: KeyboardEvent<HTMLElement>, fieldId: string): void {
  if (isComposing(event)) return;
  const target = event.target as HTMLElement;
  if (target.closest("textarea, input, [popover]") !== null) return;
  if (event.key === "Escape") return document.getElementById(fieldId)?.focus();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? rows.at(-1) : rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}
