import { useEffect, useEffectEvent } from "react";
import { revisitEvent } from "./navigate.ts";

/** Calls `onRevisit` where one asks for the page that is shown: a click on the room that is open. */
export function useRevisit(onRevisit: () => void): void {
  const revisit = useEffectEvent(onRevisit);
  useEffect(() => {
    const listener = () => revisit();
    addEventListener(revisitEvent, listener);
    return () => removeEventListener(revisitEvent, listener);
  }, []);
}
