import type { Logger } from "@hubbub/service-runtime";
import type { UserMetrics } from "./create-user-metrics.ts";

/** Where business events go: each is one log line and one count. */
export interface EventSinks {
  readonly logger: Logger;
  readonly metrics: UserMetrics;
}
