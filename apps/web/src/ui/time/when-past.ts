/** Longer timers fire at once; a clock that was set, or a machine that slept, is noticed after as much. */
const lookMs = 30_000;

/** Calls `listener` once a time of day is over, as this machine's clock has it; returns the way to stop. */
export function whenPast(atMs: number, listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    const restMs = atMs - new Date().getTime();
    if (restMs <= 0) listener();
    else timer = setTimeout(look, Math.min(lookMs, restMs));
  };
  look();
  return () => clearTimeout(timer);
}
