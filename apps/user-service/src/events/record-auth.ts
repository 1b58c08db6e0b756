import type { ErrorCode } from "@hubbub/errors";
import type { EventSinks } from "./event-sinks.ts";

export type AuthMethod = "register" | "login" | "refresh" | "logout" | "revoke_session";

interface Details {
  readonly userId?: number;
  readonly sessionId?: string;
  readonly clientAddress: string;
  /** The names of the fields that are wrong; never their values. */
  readonly fields?: readonly string[];
}

/** The one place where an attempt to sign in, to stay in or to go out is logged and counted. */
export function recordAuth(
  { logger, metrics }: EventSinks,
  method: AuthMethod,
  result: "ok" | ErrorCode,
  details: Details,
): void {
  metrics.authRequests.inc({ method, result });
  const level = troubles.has(result) ? "warn" : "info";
  logger[level]({ method, result, ...details }, "auth request");
}

const troubles: ReadonlySet<"ok" | ErrorCode> = new Set(["overloaded", "unavailable", "internal"]);
