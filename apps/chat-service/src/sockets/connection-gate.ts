import type { SocketLimit } from "./socket-metrics.ts";

export interface ConnectionLimits {
  /** Sockets of this instance. */
  readonly maxConnections: number;
  /** Upgrades a second, on average; as many at once. `undefined`: no limit. */
  readonly connectsPerSecond: number | undefined;
}

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      readonly limit: Extract<SocketLimit, "connections" | "connect_rate" | "draining">;
      readonly retryAfterSeconds: number;
    };

/** Decides which upgrades this instance takes, so that a reconnect storm finds it slow to fill instead of falling over. */
export class ConnectionGate {
  readonly #limits: ConnectionLimits;
  readonly #nowMs: () => number;
  #tokens: number;
  #filledMs: number;
  #closed = false;

  constructor(limits: ConnectionLimits, nowMs: () => number = Date.now) {
    this.#limits = limits;
    this.#nowMs = nowMs;
    this.#tokens = limits.connectsPerSecond ?? 0;
    this.#filledMs = nowMs();
  }

  admit(openConnections: number): Admission {
    if (this.#closed) return { admitted: false, limit: "draining", retryAfterSeconds: 1 };
    if (openConnections >= this.#limits.maxConnections) {
      return { admitted: false, limit: "connections", retryAfterSeconds: 10 };
    }
    return this.#takeToken() ? { admitted: true } : { admitted: false, limit: "connect_rate", retryAfterSeconds: 1 };
  }

  /** From now on nobody is admitted. */
  close(): void {
    this.#closed = true;
  }

  #takeToken(): boolean {
    const rate = this.#limits.connectsPerSecond;
    if (rate === undefined) return true;
    const now = this.#nowMs();
    this.#tokens = Math.min(rate, this.#tokens + ((now - this.#filledMs) / 1000) * rate);
    this.#filledMs = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
