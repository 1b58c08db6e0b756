import { AppError } from "@hubbub/errors";
import { authDeadlineMs, tokenExpiringNoticeMs, tokenGraceMs } from "../limits.ts";
import type { SocketSession } from "./socket-session.ts";
import { toErrorFrame } from "./to-error-frame.ts";

/** Ends a socket that did not authenticate in time or whose token ran out, and says so before the latter. */
export function checkDeadlines(session: SocketSession, nowMs: number): void {
  if (session.identity === undefined) {
    if (nowMs - session.openedMs >= authDeadlineMs) refuse(session, "unauthenticated", "No auth came in time");
    return;
  }
  const leftMs = session.identity.expiresAt.getTime() - nowMs;
  if (leftMs <= -tokenGraceMs) return refuse(session, "token_expired", "The access token has expired");
  if (leftMs > tokenExpiringNoticeMs || session.expiryAnnounced) return;
  session.expiryAnnounced = true;
  session.send({ type: "token_expiring", expires_at: session.identity.expiresAt.toISOString() });
}

function refuse(session: SocketSession, reason: "unauthenticated" | "token_expired", message: string): void {
  session.send(toErrorFrame(new AppError(reason, message), {}));
  session.close(reason);
}
