/** Says how far something is that may take long: its beginning, and how far it got every few seconds. */
export interface Progress {
  begin(what: string, steps: number): void;
  /** Throws where it is given up. */
  step(): void;
}

const everyMs = 2_000;

export function reportProgress(report: (line: string) => void, abort: AbortSignal): Progress {
  let what = "";
  let steps = 0;
  let done = 0;
  let saidAt = 0;
  return {
    begin(newWhat, newSteps) {
      [what, steps, done, saidAt] = [newWhat, newSteps, 0, performance.now()];
      report(`${what}: ${steps} files`);
    },
    step() {
      abort.throwIfAborted();
      done += 1;
      if (performance.now() - saidAt < everyMs) return;
      saidAt = performance.now();
      report(`${what}: ${done} of ${steps} files`);
    },
  };
}
