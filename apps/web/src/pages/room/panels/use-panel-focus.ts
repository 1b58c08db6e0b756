import { useEffect, useLayoutEffect, useRef } from "react";
import type { PanelName } from "../../../navigation/route.ts";

/**
 * A panel that lies over the conversation, or takes its place, takes the focus too. When one goes that had the focus, what opens it
 * gets it, also where another stands there by itself then: of a thread the message that it is of (`about`).
 */
export function usePanelFocus(shown: PanelName | undefined, about: number | undefined, isOver: boolean): void {
  const last = useRef<{ readonly name: PanelName | undefined; readonly opener: string }>(undefined);
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
    const opener = about === undefined ? `[data-opens="${shown}"]` : `main [data-seq="${about}"]`;
    last.current = { name: shown, opener };
    if (gone?.name === shown) return;
    if (shown !== undefined && isOver) next.current = `[data-panel="${shown}"]`;
    else if (gone?.name !== undefined && hadFocus.current) next.current = gone.opener;
  }, [shown, about, isOver]);
  useEffect(() => {
    if (next.current === undefined) return;
    document.querySelector<HTMLElement>(next.current)?.focus({ preventScroll: true });
    next.current = undefined;
  });
}
