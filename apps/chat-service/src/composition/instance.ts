import type { AllowedOrigins } from "@hubbub/rest-gateway";
import type { Lifecycle, Logger, Tracing } from "@hubbub/service-runtime";
import type { ChatServiceConfig } from "../config.ts";
import type { EventSinks } from "../events/event-sinks.ts";
import type { ChatMetrics } from "../events/create-chat-metrics.ts";

/** What every opening gets: of this run of the service. */
export interface Instance extends EventSinks {
  readonly config: ChatServiceConfig;
  /** Another one at every start. */
  readonly bootId: string;
  readonly life: Lifecycle;
  readonly logger: Logger;
  readonly metrics: ChatMetrics;
  /** undefined unless traces are followed. */
  readonly tracing: Tracing | undefined;
  readonly origins: AllowedOrigins;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}
