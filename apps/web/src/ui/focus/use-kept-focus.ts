import { useEffect } from "react";
import { type FocusPath, focusAlong, focusPath } from "./focus-path.ts";

/**
 * Where what has the focus goes away, the focus falls to what was around it and not to the page: from there the keys and
 * a screen reader would begin at the top.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: FocusPath = [];
    const remember = (event: FocusEvent) => {
      path = focusPath(event.target instanceof Element ? event.target : null);
    };
    const keep = () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && path[0]?.isConnected === false) focusAlong(path);
    };
    const removals = new MutationObserver(keep);
    removals.observe(document.body, { childList: true, subtree: true });
    addEventListener("focusin", remember);
    return () => {
      removals.disconnect();
      removeEventListener("focusin", remember);
    };
  }, []);
}
