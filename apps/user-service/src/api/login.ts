import { AppError } from "@hubbub/errors";
import type { LoginRequest, SessionTokens } from "@hubbub/grpc-api/users";
import { addressSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { lockVerifiedAccount } from "../accounts/account-queries.ts";
import { verifyCredentials, wrongCredentials } from "../accounts/verify-credentials.ts";
import { recordAuth } from "../events/record-auth.ts";
import { openSession } from "../sessions/open-session.ts";
import { toSessionClient } from "../sessions/to-session-client.ts";
import { issueTokens } from "./issue-tokens.ts";
import type { Service } from "./service.ts";

export async function login(service: Service, request: LoginRequest, call: CallContext): Promise<SessionTokens> {
  const { db, hasher, clock, rules } = service;
  const verified = await verifyCredentials(db, hasher, request, addressSubject(call.clientAddress));
  const signedIn = await db.transaction().execute(async (trx) => {
    const account = await lockVerifiedAccount(trx, verified);
    if (account === undefined) throw wrongCredentials();
    if (account.disabled) throw new AppError("forbidden", "This account is disabled");
    const { refreshTokenMs } = rules;
    const client = toSessionClient(call);
    return { account, ...(await openSession(trx, { userId: account.id, client, now: clock(), refreshTokenMs })) };
  });
  const { clientAddress } = call;
  recordAuth(service, "login", "ok", { userId: verified.id, sessionId: signedIn.sessionId, clientAddress });
  return await issueTokens(service, signedIn, call, request);
}
