import type { EventSinks } from "./event-sinks.ts";

/** A signing key that was made, or deleted because its tokens are over. */
export function recordKeyChange(
  { logger, metrics }: EventSinks,
  change: "made" | "deleted",
  details: KeyDetails,
): void {
  metrics.signingKeyChanges.inc({ change });
  logger.info(details, change === "made" ? "made a signing key" : "deleted a signing key: its tokens are over");
}

interface KeyDetails {
  readonly kid: string;
  readonly cause?: string;
  readonly signsFrom?: Date;
}
