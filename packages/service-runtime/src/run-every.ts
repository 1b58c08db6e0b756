import { setTimeout as delay } from "node:timers/promises";

/**
 * Runs `work` every `intervalMs` (counted from the end of the run before, so that runs never overlap) until stopped; a
 * failed run is told to `onError`. The answered function stops it and waits for a run under way.
 */
export function runEvery(
  intervalMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const running = loop();
  return () => {
    stopping.abort();
    return running;
  };

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(intervalMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (!stopping.signal.aborted) await work().catch(onError);
    }
  }
}
