import type { RegisterRequest, SessionTokens } from "@hubbub/grpc-api/users";
import { addressSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { registerAccount } from "../accounts/register-account.ts";
import { recordAuth } from "../events/record-auth.ts";
import { openSession } from "../sessions/open-session.ts";
import { toSessionClient } from "../sessions/to-session-client.ts";
import { issueTokens } from "./issue-tokens.ts";
import type { Service } from "./service.ts";

export async function register(service: Service, request: RegisterRequest, call: CallContext): Promise<SessionTokens> {
  const { db, hasher, clock, rules } = service;
  const { passwordMinLength, adminUsernames, refreshTokenMs } = rules;
  const account = await registerAccount(db, hasher, request, {
    passwordMinLength,
    adminUsernames,
    now: clock(),
    address: addressSubject(call.clientAddress),
  });
  const client = toSessionClient(call);
  const opened = await db
    .transaction()
    .execute((trx) => openSession(trx, { userId: account.id, client, now: clock(), refreshTokenMs }));
  const { clientAddress } = call;
  recordAuth(service, "register", "ok", { userId: account.id, sessionId: opened.sessionId, clientAddress });
  return await issueTokens(service, { account, ...opened }, call, request);
}
