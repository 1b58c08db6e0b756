import type { LinkLog } from "../broker/redis-link.ts";
import type { Presence } from "./presence.ts";
import type { PresenceMetrics } from "./presence-metrics.ts";

export interface RedisPresenceOptions {
  readonly url: string;
  /** This run of this instance; no spaces. */
  readonly bootId: string;
  readonly log: LinkLog;
  readonly metrics: PresenceMetrics;
}

/** Presence shared by all instances on one Redis. Throws where the URL is none. */
export function createRedisPresence(_options: RedisPresenceOptions): Presence {
  throw new Error("not there yet");
}
