import type { Lifecycle, Logger, Metrics } from "@hubbub/service-runtime";
import type { ChatServiceConfig } from "../config.ts";

/** What every opening gets: of this run of the service. */
export interface Instance {
  readonly config: ChatServiceConfig;
  /** Another one at every start. */
  readonly bootId: string;
  readonly life: Lifecycle;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}
