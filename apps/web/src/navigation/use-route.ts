import { useMemo, useSyncExternalStore } from "react";
import { isPanelClosed } from "./navigate.ts";
import { type Route, toRoute } from "./route.ts";

/** The page that the address names. */
export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  const query = useSyncExternalStore(subscribe, () => location.search);
  return useMemo(() => toRoute(path, query), [path, query]);
}

/** `isPanelClosed` of the step where one is. */
export function usePanelClosed(): boolean {
  return useSyncExternalStore(subscribe, isPanelClosed);
}

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  return () => removeEventListener("popstate", listener);
}
