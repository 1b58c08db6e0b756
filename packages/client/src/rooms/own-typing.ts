import { typingRepeatMs } from "../limits.ts";

/** Tells the others that one types: once in a while, however often it is called. */
export class OwnTyping {
  readonly #tell: (isTyping: boolean) => void;
  #toldAtMs = 0;

  constructor(tell: (isTyping: boolean) => void) {
    this.#tell = tell;
  }

  set(isTyping: boolean): void {
    const nowMs = Date.now();
    if (isTyping && nowMs - this.#toldAtMs < typingRepeatMs) return;
    if (!isTyping && this.#toldAtMs === 0) return;
    this.#toldAtMs = isTyping ? nowMs : 0;
    this.#tell(isTyping);
  }

  /** The server has forgotten it. */
  reset(): void {
    this.#toldAtMs = 0;
  }
}
