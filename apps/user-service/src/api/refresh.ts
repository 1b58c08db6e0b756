import { AppError } from "@hubbub/errors";
import type { RefreshRequest, SessionTokens } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { requireAccount } from "../accounts/require-account.ts";
import { recordAuth } from "../events/record-auth.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { clearedRefreshCookie, refreshCookieName } from "../sessions/refresh-cookie.ts";
import { endSentence } from "../sessions/end-sentence.ts";
import { readRefreshToken } from "../sessions/refresh-token.ts";
import { type Rotation, rotateRefreshToken } from "../sessions/rotate-refresh-token.ts";
import { toSessionClient } from "../sessions/to-session-client.ts";
import { rememberAddress } from "../sign-in-guard/known-address-queries.ts";
import { callerAddress } from "./caller-address.ts";
import { issueTokens } from "./issue-tokens.ts";
import type { Service } from "./service.ts";
import { spendOverGrpc } from "./spend-address.ts";

/** A token that came by cookie is answered by cookie, whatever the request says: no script may ever see it. */
export async function refresh(service: Service, request: RefreshRequest, call: CallContext): Promise<SessionTokens> {
  const address = callerAddress(call);
  await spendOverGrpc(service, call);
  const cookie = call.cookies.get(refreshCookieName) ?? "";
  const byCookie = request.refreshToken === "" && cookie !== "";
  const rotation = await rotate(service, byCookie ? cookie : request.refreshToken, call);
  const { clientAddress } = call;
  if (rotation.outcome === "rotated") {
    const { userId, sessionId } = rotation;
    const account = await requireAccount(service.db, userId);
    // At this moment: its sessions have ended too.
    if (account.deleted) throw refusal({ outcome: "ended", because: "deleted" });
    await rememberAddress(service.db, { userId, address, now: service.clock() });
    recordAuth(service, "refresh", "ok", { userId, sessionId, clientAddress });
    return await issueTokens(service, { ...rotation, account }, call, { useCookie: byCookie || request.useCookie });
  }
  if (rotation.outcome === "reused") {
    const { userId, sessionId } = rotation;
    recordSessionEnd(service, { reason: "reused", sessions: 1, userId, sessionId, clientAddress });
  }
  const refused = refusal(rotation);
  if (byCookie && refused.code === "unauthenticated") {
    call.setCookie(clearedRefreshCookie({ secure: call.isHttps }));
  }
  throw refused;
}

async function rotate({ db, clock, rules }: Service, text: string, call: CallContext): Promise<Rotation> {
  if (text === "") throw new AppError("unauthenticated");
  const token = readRefreshToken(text);
  if (token === undefined) return { outcome: "unknown" };
  const client = toSessionClient(call);
  return await rotateRefreshToken(db, token, { client, now: clock(), refreshTokenMs: rules.refreshTokenMs });
}

function refusal(rotation: Exclude<Rotation, { readonly outcome: "rotated" }>): AppError {
  switch (rotation.outcome) {
    case "disabled":
      return new AppError("forbidden", "This account is disabled");
    case "crowded":
      return new AppError("rate_limited", undefined, { retryAfterMs: 1_000 });
    case "ended":
      return new AppError("unauthenticated", endSentence(rotation.because));
    case "unknown":
      return new AppError("unauthenticated", endSentence(undefined));
    case "expired":
      return new AppError("unauthenticated", endSentence("expired"));
    case "reused":
      return new AppError("unauthenticated", endSentence("reused"));
  }
}
