import { useCallback, useSyncExternalStore } from "react";
import { whenPast } from "./when-past.ts";

/** Whether a time of day is over, as this machine's clock has it; it becomes so by itself. */
export function useIsPast(time: string): boolean {
  const atMs = Date.parse(time);
  const subscribe = useCallback((listener: () => void) => whenPast(atMs, listener), [atMs]);
  return useSyncExternalStore(subscribe, () => new Date().getTime() >= atMs);
}
