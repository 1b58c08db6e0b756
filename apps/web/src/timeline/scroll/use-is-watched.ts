import { useSyncExternalStore } from "react";

/** Whether someone is likely to look at this window. */
export function useIsWatched(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === "visible" && document.hasFocus());
}

function subscribe(listener: () => void): () => void {
  const stop = new AbortController();
  addEventListener("focus", listener, { signal: stop.signal });
  addEventListener("blur", listener, { signal: stop.signal });
  document.addEventListener("visibilitychange", listener, { signal: stop.signal });
  return () => stop.abort();
}
