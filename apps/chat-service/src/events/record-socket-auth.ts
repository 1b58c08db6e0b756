import type { ErrorCode } from "@hubbub/errors";
import type { EventSinks } from "./event-sinks.ts";

/** The one place where a socket's `auth` is counted and logged. Those that went well come by the thousand after a restart. */
export function recordSocketAuth({ logger, metrics }: EventSinks, result: "ok" | ErrorCode, userId?: number): void {
  metrics.authRequests.inc({ method: "socket", result });
  logger[result === "ok" ? "debug" : "info"]({ method: "socket", result, userId }, "auth request");
}
