import { HubbubError, toHubbubError } from "../hubbub-error.ts";
import { patienceMs, patienceTries } from "../limits.ts";
import type { Held } from "./held.ts";
import { retryDelayMs } from "./retry-delay.ts";

export interface Patience {
  /** Nobody wants the answer any more: rejects with `unavailable`. */
  readonly signal?: AbortSignal | undefined;
  /** Called at each wait. */
  readonly onWait?: ((held: Held) => void) | undefined;
  /** As `performance.now()` counts; `patienceMs` from now without it. */
  readonly giveUpAtMs?: number;
}

/**
 * Asks, and asks again where the server says when: only for what may be asked twice. Bounded in tries and in time;
 * then, and for every other error, rejects with what the server said last.
 */
export async function patiently<Answer>(ask: () => Promise<Answer>, patience: Patience = {}): Promise<Answer> {
  const { signal, onWait, giveUpAtMs = performance.now() + patienceMs } = patience;
  for (let tries = 1; ; tries += 1) {
    if (signal?.aborted === true) throw givenUp();
    try {
      return await ask();
    } catch (cause) {
      const error = toHubbubError(cause);
      if (!error.retryable || error.retryAfterMs === undefined || tries >= patienceTries) throw error;
      const untilMs = performance.now() + retryDelayMs(error, tries);
      if (untilMs > giveUpAtMs) throw error;
      onWait?.({ code: error.code, untilMs });
      await until(untilMs, signal);
    }
  }
}

/** Waits until then, as `performance.now()` counts, or until `signal` says that nobody waits any more. */
export function until(untilMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, untilMs - performance.now());
    signal?.addEventListener("abort", done);
  });
}

export function givenUp(): HubbubError {
  return new HubbubError("unavailable", "It was given up");
}
