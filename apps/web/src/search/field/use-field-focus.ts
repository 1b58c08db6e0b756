import { type RefObject, useEffect, useRef } from "react";
import { coarsePointer } from "../../ui/media.ts";

/**
 * The panel gets the focus where it is opened, and where something in it is gone that had it: then the field takes it; but not
 * under a finger what would bring the keyboard over what was found.
 */
export function useFieldFocus(
  within: RefObject<HTMLElement | null>,
  field: RefObject<HTMLElement | null>,
  isLookedFor: boolean,
): void {
  const isLeft = useRef(isLookedFor);
  useEffect(() => {
    isLeft.current = isLookedFor && matchMedia(coarsePointer).matches;
  });
  useEffect(() => {
    const panel = within.current?.closest<HTMLElement>("[data-panel]");
    // Whoever gives it to the panel looks first whether it is there.
    const take = () =>
      queueMicrotask(() => {
        if (!isLeft.current && document.activeElement === panel) field.current?.focus();
      });
    take();
    panel?.addEventListener("focus", take);
    return () => panel?.removeEventListener("focus", take);
  }, [within, field]);
}
