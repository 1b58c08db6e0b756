import { useMemo, useSyncExternalStore } from "react";
import { type Route, toRoute } from "./route.ts";

/** The page that the address names. */
export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return useMemo(() => toRoute(path), [path]);
}

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  return () => removeEventListener("popstate", listener);
}
