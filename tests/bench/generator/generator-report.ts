/** In microseconds. */
export interface Quantiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What the generator says at each event: every count so far. */
export interface GeneratorReport {
  readonly event: string;
  /** How long the phase took that ends with the event. */
  readonly ms: number;
  /** The generator's own. */
  readonly cpuMs: number;
  readonly sent: number;
  /** Pairs of a message and a connection that was in its room. */
  readonly expected: number;
  readonly received: number;
  readonly lost: number;
  readonly duplicated: number;
  /** Deliveries of messages that nobody sent. */
  readonly stray: number;
  readonly acked: number;
  readonly errors: number;
  readonly bytes: number;
  readonly frames: number;
  readonly joined: number;
  readonly failed: number;
  readonly closed: number;
  readonly caughtUp: number;
  readonly openingUs: Quantiles;
  readonly latencyUs: Quantiles;
  readonly ackUs: Quantiles;
  /** How late the generator's own sends were: a bottleneck in it would show here. */
  readonly latenessUs: Quantiles;
}
