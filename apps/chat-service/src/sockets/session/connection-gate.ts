import { toAppError } from "@hubbub/errors";
import { accountSubject, addressSubject, Bucket, type Rate } from "@hubbub/rate-limits";
import type { FairUse } from "../../fair-use/fair-use.ts";
import type { Identity } from "../../identity/identity.ts";
import { abuseConnects, connectSliceMs, strangersAbuseConnects } from "../../limits.ts";
import type { SocketLimit } from "./socket-metrics.ts";

export interface ConnectionLimits {
  /** Sockets of this instance. */
  readonly maxConnections: number;
  /** Upgrades a second, on average, and as many at once; one address gets half of it, bit by bit. `undefined`: no limit. */
  readonly connectsPerSecond: number | undefined;
  /** Sockets of one address that have not authenticated. */
  readonly maxUnauthenticated: number;
  readonly fairUse: Pick<FairUse, "spendNow" | "charge">;
  /** Counts a refusal; those of `fairUse` it counts itself. */
  readonly onRefused: (limit: Refusal["limit"]) => void;
}

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      readonly limit: Extract<SocketLimit, "connections" | "connect_rate" | "draining" | "connects">;
      readonly retryAfterMs: number;
      /** 429 where it is the address' own doing. */
      readonly status: 429 | 503;
    };

/**
 * Decides which upgrades this instance takes: of all together, so that a reconnect storm finds it slow to fill instead of
 * falling over, and of each address, so that none takes the place of the others.
 */
export class ConnectionGate {
  readonly #limits: ConnectionLimits;
  readonly #nowMs: () => number;
  readonly #unauthenticated = new Map<string, number>();
  /** What each address that came lately may still have. */
  readonly #ofAddresses = new Map<string, Bucket>();
  #sweptMs = Number.NEGATIVE_INFINITY;
  #tokens: number;
  #filledMs: number;
  #closed = false;

  constructor(limits: ConnectionLimits, nowMs: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#nowMs = nowMs;
    this.#tokens = limits.connectsPerSecond ?? 0;
    this.#filledMs = nowMs();
  }

  /** `address` as Nginx says it. */
  admit(openConnections: number, address: string): Admission {
    if (this.#closed) return this.#refuse("draining", 1_000, 503);
    if (openConnections >= this.#limits.maxConnections) return this.#refuse("connections", 10_000, 503);
    const place = addressSubject(address);
    if ((this.#unauthenticated.get(place) ?? 0) >= this.#limits.maxUnauthenticated) {
      return this.#refuse("connects", 1_000, 429);
    }
    // First what can be looked at without taking it: what is refused costs nothing.
    const full = this.#fullRate(place);
    if (full !== undefined) return full;
    try {
      this.#limits.fairUse.spendNow(place, { name: "connects" });
    } catch (error) {
      return refused("connects", toAppError(error).retryAfterMs ?? 1_000, 429);
    }
    this.#takeToken(place);
    return { admitted: true };
  }

  /** A socket is open that has not authenticated; call what is answered once it has, or is gone. */
  waitForAuth(address: string): () => void {
    const place = addressSubject(address);
    this.#unauthenticated.set(place, (this.#unauthenticated.get(place) ?? 0) + 1);
    let waiting = true;
    return () => {
      if (!waiting) return;
      waiting = false;
      const left = (this.#unauthenticated.get(place) ?? 1) - 1;
      if (left === 0) this.#unauthenticated.delete(place);
      else this.#unauthenticated.set(place, left);
    };
  }

  /** An account opens sockets as often as an address may, wherever it is. Throws `rate_limited`. */
  assertMayConnect(userId: number): void {
    this.#limits.fairUse.spendNow(accountSubject(userId), { name: "connects" });
  }

  /**
   * A socket was ended for what it sent: who comes back to do it again gets the burst of a new socket each time, so it costs
   * as much as many honest connections. The account pays, or else the address.
   */
  abused(account: Identity | undefined, address: string): void {
    const { fairUse } = this.#limits;
    if (account === undefined)
      fairUse.charge(addressSubject(address), { name: "connects", cost: strangersAbuseConnects });
    else fairUse.charge(accountSubject(account.userId), { name: "connects", cost: abuseConnects });
  }

  /** From now on nobody is admitted. */
  close(): void {
    this.#closed = true;
  }

  #refuse(...[limit, ...when]: Parameters<typeof refused>): Refusal {
    this.#limits.onRefused(limit);
    return refused(limit, ...when);
  }

  /** Why this instance takes no more upgrades just now, of this address or of anybody. */
  #fullRate(place: string): Admission | undefined {
    const rate = this.#limits.connectsPerSecond;
    if (rate === undefined) return undefined;
    const now = this.#nowMs();
    this.#tokens = Math.min(rate, this.#tokens + ((now - this.#filledMs) / 1000) * rate);
    this.#filledMs = now;
    const waitMs = this.#ofAddresses.get(place)?.waitMs(now) ?? 0;
    if (waitMs > 0) return this.#refuse("connect_rate", Math.max(waitMs, 1_000), 429);
    return this.#tokens < 1 ? this.#refuse("connect_rate", 1_000, 503) : undefined;
  }

  #takeToken(place: string): void {
    const rate = this.#limits.connectsPerSecond;
    if (rate === undefined) return;
    this.#tokens -= 1;
    const now = this.#nowMs();
    if (now - this.#sweptMs >= 1_000) this.#sweep(now);
    let bucket = this.#ofAddresses.get(place);
    if (bucket === undefined) this.#ofAddresses.set(place, (bucket = new Bucket(shareOfAddress(rate))));
    bucket.spend(now);
  }

  /** Forgets the addresses that have all of their share again. */
  #sweep(now: number): void {
    this.#sweptMs = now;
    for (const [place, bucket] of this.#ofAddresses) if (bucket.isFull(now)) this.#ofAddresses.delete(place);
  }
}

/** Half of all upgrades, and at once no more than come in `connectSliceMs`. */
function shareOfAddress(rate: number): Rate {
  return { count: rate / 2, seconds: 1, burst: Math.max(1, ((rate / 2) * connectSliceMs) / 1_000) };
}

type Refusal = Extract<Admission, { admitted: false }>;

function refused(limit: Refusal["limit"], retryAfterMs: number, status: Refusal["status"]): Refusal {
  return { admitted: false, limit, retryAfterMs, status };
}
