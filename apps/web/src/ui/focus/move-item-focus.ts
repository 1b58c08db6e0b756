import type { KeyboardEvent } from "react";
import { isComposing } from "../is-composing.ts";
import { focusables } from "./focusables.ts";

/** The keys of a menu: the arrows go from item to item and around, Home and End to the first and the last. */
export function moveItemFocus(event: KeyboardEvent<HTMLElement>): void {
  if (isComposing(event)) return;
  const items = focusables(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? -1 : at - 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % Math.max(1, items.length))?.focus();
}
