import type { Logger } from "@hubbub/service-runtime";
import type { ChatMetrics } from "./create-chat-metrics.ts";

/** Where business events go: each is one call that counts it and, unless it comes by the thousand, logs it. */
export interface EventSinks {
  readonly logger: Logger;
  readonly metrics: Pick<ChatMetrics, "authRequests" | "messagesSent">;
}
