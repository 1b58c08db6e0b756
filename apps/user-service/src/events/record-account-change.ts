import type { EventSinks } from "./event-sinks.ts";

interface AccountChange {
  readonly userId: number;
  readonly clientAddress: string;
  /** Undefined where it was its owner. */
  readonly byUserId?: number;
  /** The names of what changed. */
  readonly fields: readonly string[];
}

/** One count per field: `display_name`, `email`, `password`, `disabled`, `deleted`. */
export function recordAccountChange({ logger, metrics }: EventSinks, change: AccountChange): void {
  for (const field of change.fields) metrics.accountsChanged.inc({ field });
  logger.info(change, "account changed");
}
