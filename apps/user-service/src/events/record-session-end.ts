import type { EventSinks } from "./event-sinks.ts";

interface SessionEnd {
  /** `reused`: a refresh token came back long after its rotation, so someone else has it too. */
  readonly reason: "logout" | "revoked" | "password_changed" | "disabled" | "deleted" | "reused";
  readonly sessions: number;
  readonly userId?: number;
  readonly sessionId?: string;
  readonly clientAddress: string;
}

/** Sessions that ended before they expired; none is no event. */
export function recordSessionEnd({ logger, metrics }: EventSinks, end: SessionEnd): void {
  if (end.sessions === 0) return;
  metrics.sessionsEnded.inc({ reason: end.reason }, end.sessions);
  logger[end.reason === "reused" ? "warn" : "info"](end, "sessions ended");
}
