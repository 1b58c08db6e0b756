import { AppError } from "@hubbub/errors";
import type { LoginRequest, SessionTokens } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { lockVerifiedAccount } from "../accounts/account-queries.ts";
import { verifyCredentials, wrongCredentials } from "../accounts/verify-credentials.ts";
import { recordAuth } from "../events/record-auth.ts";
import { openSession } from "../sessions/open-session.ts";
import { toSessionClient } from "../sessions/to-session-client.ts";
import { rememberAddress } from "../sign-in-guard/known-address-queries.ts";
import { callerAddress } from "./caller-address.ts";
import { issueTokens } from "./issue-tokens.ts";
import type { Service } from "./service.ts";

export async function login(service: Service, request: LoginRequest, call: CallContext): Promise<SessionTokens> {
  const { db, clock, rules } = service;
  const address = callerAddress(call);
  const verified = await verifyCredentials(service, request, address);
  const signedIn = await db.transaction().execute(async (trx) => {
    const account = await lockVerifiedAccount(trx, verified);
    if (account === undefined) throw wrongCredentials();
    if (account.disabled) throw new AppError("forbidden", "This account is disabled");
    const { refreshTokenMs } = rules;
    const client = toSessionClient(call);
    await rememberAddress(trx, { userId: account.id, address, now: clock() });
    return { account, ...(await openSession(trx, { userId: account.id, client, now: clock(), refreshTokenMs })) };
  });
  const { clientAddress } = call;
  recordAuth(service, "login", "ok", { userId: verified.id, sessionId: signedIn.sessionId, clientAddress });
  return await issueTokens(service, signedIn, call, request);
}
