import { createMetrics, type Metrics } from "@hubbub/service-runtime";
import { Counter } from "prom-client";
import { createJobMetrics, type JobMetrics } from "./job-metrics.ts";

/** The metrics of every service, and those of this one's business events. Its parts make their own. */
export interface ChatMetrics extends Metrics {
  readonly messagesSent: Counter<"room_kind">;
  readonly jobs: JobMetrics;
  /** Of each cache how often what was asked for was there; read when scraped. */
  readonly caches: Map<CacheName, { readonly hits: number; readonly misses: number }>;
}

export type CacheName = "tokens" | "users" | "accounts" | "direct_rooms";

export function createChatMetrics(): ChatMetrics {
  const metrics = createMetrics("chat-service");
  const registers = [metrics.registry];
  const messagesSent = new Counter({
    name: "messages_sent_total",
    help: "New messages committed by this instance, without duplicates.",
    labelNames: ["room_kind"],
    registers,
  });
  for (const kind of ["public", "private", "direct", "announcement"]) messagesSent.inc({ room_kind: kind }, 0);
  const caches: ChatMetrics["caches"] = new Map();
  const lookups: Counter<"cache" | "result"> = new Counter({
    name: "cache_lookups_total",
    help: "What was asked of a cache, by whether it was there.",
    labelNames: ["cache", "result"],
    registers,
    collect() {
      lookups.reset();
      for (const [cache, { hits, misses }] of caches) {
        lookups.inc({ cache, result: "hit" }, hits);
        lookups.inc({ cache, result: "miss" }, misses);
      }
    },
  });
  return { ...metrics, messagesSent, jobs: createJobMetrics(metrics.registry), caches };
}
