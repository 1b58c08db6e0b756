import { createMetrics, type Metrics } from "@hubbub/service-runtime";
import { Counter } from "prom-client";

/** The metrics of every service, and those of this one's business events. Its parts make their own. */
export interface ChatMetrics extends Metrics {
  readonly messagesSent: Counter<"room_kind">;
}

export function createChatMetrics(): ChatMetrics {
  const metrics = createMetrics("chat-service");
  const messagesSent = new Counter({
    name: "messages_sent_total",
    help: "New messages committed by this instance, without duplicates.",
    labelNames: ["room_kind"],
    registers: [metrics.registry],
  });
  for (const kind of ["public", "private", "direct", "announcement"]) messagesSent.inc({ room_kind: kind }, 0);
  return { ...metrics, messagesSent };
}
