import { pongTimeoutMs } from "../limits.ts";

export interface HeartbeatOptions {
  /** Silence after which to ask. */
  readonly silenceMs: number;
  readonly ping: () => void;
  /** Nothing came after a ping. */
  readonly onDead: () => void;
}

/** Browsers do not show protocol pings to scripts: a silent connection is asked, and given up if it stays silent. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.heard();
  }

  /** Something came from the server. */
  heard(): void {
    this.#arm(this.#options.silenceMs, () => this.ask());
  }

  /** Asks now: the machine woke up, or the network changed. */
  ask(): void {
    this.#arm(pongTimeoutMs, this.#options.onDead);
    this.#options.ping();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(afterMs: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, afterMs);
  }
}
