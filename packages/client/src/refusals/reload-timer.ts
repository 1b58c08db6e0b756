import type { HubbubError } from "../hubbub-error.ts";
import { roomsReloadEveryMs, roomsReloadJitterMs } from "../limits.ts";
import { retryDelayMs } from "./retry-delay.ts";

/**
 * When to read a list again that is wanted again and again: never twice in a while, and slower where it is long, slow or
 * fails. All its times are as `performance.now()` counts, so that no change of the clock stops it.
 */
export class ReloadTimer {
  readonly #reload: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #beganAtMs = 0;
  #notBeforeMs = 0;
  #failures = 0;

  constructor(reload: () => void) {
    this.#reload = reload;
  }

  want(): void {
    const spreadMs = Math.random() * roomsReloadJitterMs;
    const delayMs = Math.max(this.#notBeforeMs - performance.now(), spreadMs);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#reload();
    }, delayMs);
  }

  began(): void {
    this.stop();
    this.#beganAtMs = performance.now();
  }

  /** `restMs`: what the list's length asks for. */
  ended(restMs: number): void {
    this.#failures = 0;
    this.#rest(Math.max(restMs, this.#fairMs));
  }

  /** No sooner than the server says, and later each time. */
  failed(error: HubbubError): void {
    const backoffMs = this.#fairMs * 2 ** this.#failures;
    this.#failures = Math.min(this.#failures + 1, maxDoublings);
    this.#rest(Math.max(error.retryAfterMs === undefined ? 0 : retryDelayMs(error, 0), backoffMs));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #fairMs(): number {
    return Math.max(roomsReloadEveryMs, shareOfTime * (performance.now() - this.#beganAtMs));
  }

  #rest(ms: number): void {
    this.#notBeforeMs = performance.now() + ms;
  }
}

/** A server that takes long to answer is asked for at most a fifth of the time. */
const shareOfTime = 4;
const maxDoublings = 4;
