import type { Watchable } from "@hubbub/client";
import { useSyncExternalStore } from "react";

/** The watched value, and a new render at each change. */
export function useWatch<Value>(watchable: Watchable<Value>): Value {
  return useSyncExternalStore(watchable.subscribe, watchable.snapshot);
}
