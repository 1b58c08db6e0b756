import { useEffect, useLayoutEffect, useRef } from "react";
import type { PanelName } from "../../../navigation/route.ts";

/**
 * A panel that takes the conversation's place takes the focus too. When one goes that had the focus, what opens it gets it.
 */
export function usePanelFocus(shown: PanelName | undefined, isPhone: boolean): void {
  const last = useRef<PanelName>(undefined);
  const hadFocus = useRef(false);
  const next = useRef<string>(undefined);
  useEffect(() => {
    const note = () => {
      hadFocus.current = document.activeElement?.closest("[data-panel]") instanceof Element;
    };
    addEventListener("focusin", note);
    return () => removeEventListener("focusin", note);
  }, []);
  // Before anything that comes in its place takes the focus.
  useLayoutEffect(() => {
    const gone = last.current;
    last.current = shown;
    if (gone === shown) return;
    if (shown !== undefined && isPhone) next.current = `[data-panel="${shown}"]`;
    if (shown === undefined && hadFocus.current) next.current = `[data-opens="${gone}"]`;
  }, [shown, isPhone]);
  useEffect(() => {
    if (next.current === undefined) return;
    document.querySelector<HTMLElement>(next.current)?.focus({ preventScroll: true });
    next.current = undefined;
  });
}
