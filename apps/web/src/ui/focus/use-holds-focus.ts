import { type RefObject, useEffect, useState } from "react";

/**
 * Whether an element or something in it has the focus. Asked of the browser: React hears of no focus that is given while it
 * takes something out, as a dialog gives it back.
 */
export function useHoldsFocus(ref: RefObject<HTMLElement | null>): boolean {
  const [holds, setHolds] = useState(false);
  useEffect(() => {
    const element = ref.current;
    const stop = new AbortController();
    element?.addEventListener("focusin", () => setHolds(true), stop);
    element?.addEventListener(
      "focusout",
      ({ relatedTarget }) => setHolds(relatedTarget instanceof Node && element.contains(relatedTarget)),
      stop,
    );
    return () => stop.abort();
  }, [ref]);
  return holds;
}
