import { useEffect, useEffectEvent } from "react";
import { searchFieldId } from "../../../search/search-field-id.ts";
import { isComposing } from "../../../ui/is-composing.ts";
import { isShortcut } from "../../../ui/is-shortcut.ts";
import type { RoomPanel } from "./use-room-panel.ts";

/** Ctrl or Cmd and F lead to the search, and from its field to the browser's own. */
export function useSearchKey({ shown, toggle, near }: RoomPanel, isOff: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (isOff) return;
    // The first of both keys may be the beginning of it.
    if (event.ctrlKey || event.metaKey) near("search");
    const field = document.getElementById(searchFieldId);
    const isInField = field !== null && field === document.activeElement;
    if (!isShortcut(event, "f") || event.shiftKey || isInField || document.querySelector(":modal") !== null) return;
    event.preventDefault();
    if (shown !== "search") toggle("search");
    else if (field instanceof HTMLInputElement) {
      field.focus();
      field.select();
    }
  });
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
