import { AppError } from "@hubbub/errors";
import { authDeadlineMs, tokenExpiringNoticeMs, tokenGraceMs } from "../../limits.ts";
import { noAuthInTime } from "./auth-awaited.ts";
import type { SocketSession } from "./socket-session.ts";
import { toErrorFrame } from "./to-error-frame.ts";

/** Ends a socket that did not authenticate in time or whose token ran out, and says so before the latter. `nowMs`: the time of day. */
export function checkDeadlines(session: SocketSession, nowMs: number): void {
  if (session.identity === undefined) {
    if (performance.now() - session.openedMs >= authDeadlineMs) refuse(session, "unauthenticated", noAuthInTime);
    return;
  }
  const { issuedAt, expiresAt } = session.identity;
  const leftMs = expiresAt.getTime() - nowMs;
  if (leftMs <= -tokenGraceMs) return refuse(session, "token_expired", "The access token has expired");
  // A short-lived token is not announced before half its life is over: its successor would be announced at once, and so on.
  const noticeMs = Math.min(tokenExpiringNoticeMs, (expiresAt.getTime() - issuedAt.getTime()) / 2);
  if (leftMs > noticeMs || session.expiryAnnounced) return;
  session.expiryAnnounced = true;
  session.send({ type: "token_expiring", expires_at: expiresAt.toISOString() });
}

function refuse(session: SocketSession, reason: "unauthenticated" | "token_expired", message: string): void {
  session.send(toErrorFrame(new AppError(reason, message), {}));
  session.close(reason);
}
