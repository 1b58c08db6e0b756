import { useEffect, useLayoutEffect, useRef } from "react";
import type { PanelName } from "../../../navigation/route.ts";

/**
 * A panel that lies over the conversation, or takes its place, takes the focus too, and a search always does. When one goes that had
 * the focus, what opens it gets it, also where another stands there by itself then: of a thread the message that it is of (`about`);
 * after a search, which a key opens, what had it before.
 */
export function usePanelFocus(shown: PanelName | undefined, about: number | undefined, isOver: boolean): void {
  const last = useRef<Shown>(undefined);
  const hadFocus = useRef(false);
  const next = useRef<() => Element | null>(undefined);
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
    const opener = about === undefined ? `[data-opens~="${shown}"]` : `main [data-seq="${about}"]`;
    if (gone !== undefined && gone.name === shown) {
      last.current = { ...gone, opener };
      return;
    }
    const isSearch = shown === "search";
    last.current = { name: shown, opener, before: isSearch ? document.activeElement : null };
    if (shown !== undefined && (isOver || isSearch)) {
      next.current = () => document.querySelector(`[data-panel="${shown}"]`);
    } else if (gone?.name !== undefined && hadFocus.current) {
      next.current = () => (isOnPage(gone.before) ? gone.before : document.querySelector(gone.opener));
    }
  }, [shown, about, isOver]);
  useEffect(() => {
    if (next.current === undefined) return;
    // Of messages only those near the view are there.
    const taker = next.current() ?? document.querySelector("main");
    if (taker instanceof HTMLElement) taker.focus({ preventScroll: true });
    next.current = undefined;
  });
}

interface Shown {
  readonly name: PanelName | undefined;
  readonly opener: string;
  /** Of a search, what had the focus when it came. */
  readonly before: Element | null;
}

function isOnPage(element: Element | null): element is Element {
  return element?.isConnected === true && element !== document.body;
}
