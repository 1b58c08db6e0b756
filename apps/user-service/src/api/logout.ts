import { AppError } from "@hubbub/errors";
import type { LogoutRequest, LogoutResponse } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { recordAuth } from "../events/record-auth.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { clearedRefreshCookie, refreshCookieName } from "../sessions/refresh-cookie.ts";
import { readRefreshToken } from "../sessions/refresh-token.ts";
import { selectSessionOfRefreshToken } from "../sessions/refresh-token-queries.ts";
import { endSession } from "../sessions/session-queries.ts";
import type { Service } from "./service.ts";
import { spendOverGrpc } from "./spend-address.ts";
import { verifyBearer } from "./verify-bearer.ts";

/** A session that is over, or a refresh token that is forgotten, is no error: what was asked for is so. */
export async function logout(service: Service, request: LogoutRequest, call: CallContext): Promise<LogoutResponse> {
  const { db, clock } = service;
  await spendOverGrpc(service, call);
  const cookie = call.cookies.get(refreshCookieName) ?? "";
  const session = await findSession(service, request.refreshToken === "" ? cookie : request.refreshToken, call);
  if (cookie !== "") call.setCookie(clearedRefreshCookie({ secure: call.isHttps }));
  const { clientAddress } = call;
  if (session !== undefined) {
    const { sessionId: id, userId } = session;
    const ended = await endSession(db, { id, userId, now: clock(), because: "logout" });
    recordSessionEnd(service, { reason: "logout", sessions: ended ? 1 : 0, ...session, clientAddress });
  }
  recordAuth(service, "logout", "ok", { ...session, clientAddress });
  return {};
}

async function findSession(
  service: Service,
  refreshText: string,
  call: CallContext,
): Promise<{ sessionId: string; userId: number } | undefined> {
  const { bearerToken } = call;
  if (refreshText === "" && bearerToken === undefined) throw new AppError("unauthenticated");
  const refreshToken = readRefreshToken(refreshText);
  const byRefreshToken = refreshToken && (await selectSessionOfRefreshToken(service.db, refreshToken.hash));
  if (byRefreshToken !== undefined || bearerToken === undefined) return byRefreshToken;
  const { sessionId, userId } = await verifyBearer(service, call);
  return { sessionId, userId };
}
