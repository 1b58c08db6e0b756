import { roomsReloadEveryMs, roomsReloadJitterMs } from "../limits.ts";

/** When to read a list again that is wanted again and again: never twice in a while, and slower where it is slow or fails. */
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
    const delayMs = Math.max(this.#notBeforeMs - Date.now(), spreadMs);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#reload();
    }, delayMs);
  }

  began(): void {
    this.stop();
    this.#beganAtMs = Date.now();
  }

  ended(how: "done" | "failed"): void {
    this.#failures = how === "done" ? 0 : Math.min(this.#failures + 1, maxDoublings);
    const tookMs = Date.now() - this.#beganAtMs;
    this.#notBeforeMs = Date.now() + Math.max(roomsReloadEveryMs, shareOfTime * tookMs) * 2 ** this.#failures;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** A server that takes long to answer is asked for at most a fifth of the time. */
const shareOfTime = 4;
const maxDoublings = 4;
