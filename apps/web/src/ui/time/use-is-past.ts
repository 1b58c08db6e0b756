import { useCallback, useSyncExternalStore } from "react";

/** Longer timers fire at once; a clock that was set, or a machine that slept, is noticed after as much. */
const lookMs = 30_000;

/** Whether a time of day is over, as this machine's clock has it; it becomes so by itself. */
export function useIsPast(time: string): boolean {
  const atMs = Date.parse(time);
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout>;
      const look = () => {
        listener();
        const restMs = atMs - new Date().getTime();
        if (restMs > 0) timer = setTimeout(look, Math.min(lookMs, restMs));
      };
      look();
      return () => clearTimeout(timer);
    },
    [atMs],
  );
  return useSyncExternalStore(subscribe, () => new Date().getTime() >= atMs);
}
