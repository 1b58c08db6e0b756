/** Time as delivery sees it, so that its tests need not wait. */
export interface Clock {
  /** Milliseconds since some moment, whatever is done to the machine's clock. */
  now(): number;
  /** Runs `run` once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Runs `run` in the next turn of the event loop, after what is waiting to be read from sockets. */
  nextTurn(run: () => void): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  nextTurn(run) {
    setImmediate(run);
  },
};
