import { typingAgainMs, typingRepeatMs } from "../../limits.ts";

/** Tells the others that one types: once in a while, however often it is called. */
export class OwnTyping {
  readonly #signal: (isTyping: boolean) => void;
  #isTold = false;
  /** Of the last `true`. */
  #toldAtMs = -Infinity;

  constructor(signal: (isTyping: boolean) => void) {
    this.#signal = signal;
  }

  set(isTyping: boolean): void {
    if (!isTyping && !this.#isTold) return;
    const nowMs = performance.now();
    if (isTyping && nowMs - this.#toldAtMs < (this.#isTold ? typingRepeatMs : typingAgainMs)) return;
    if (isTyping) this.#toldAtMs = nowMs;
    this.#isTold = isTyping;
    this.#signal(isTyping);
  }

  /** The server has forgotten it. */
  reset(): void {
    this.#isTold = false;
    this.#toldAtMs = -Infinity;
  }
}
