import type { RegisterRequest, SessionTokens } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { registerAccount } from "../accounts/register-account.ts";
import { recordAuth } from "../events/record-auth.ts";
import { openSession } from "../sessions/open-session.ts";
import { toSessionClient } from "../sessions/to-session-client.ts";
import { rememberAddress } from "../sign-in-guard/known-address-queries.ts";
import { callerAddress } from "./caller-address.ts";
import { issueTokens } from "./issue-tokens.ts";
import type { Service } from "./service.ts";

export async function register(service: Service, request: RegisterRequest, call: CallContext): Promise<SessionTokens> {
  const { db, hasher, fairUse, clock, rules } = service;
  const address = callerAddress(call);
  const { clientAddress } = call;
  const { passwordMinLength, adminUsernames, refreshTokenMs } = rules;
  const account = await registerAccount(db, hasher, request, {
    passwordMinLength,
    adminUsernames,
    now: clock(),
    address,
    clientAddress,
    // For an account that is about to be made: a typo or a taken name costs a class behind one address nothing.
    admit: () => fairUse.spend(address, { name: "registrations" }),
  });
  const client = toSessionClient(call);
  const opened = await db.transaction().execute(async (trx) => {
    await rememberAddress(trx, { userId: account.id, address, now: clock() });
    return await openSession(trx, { userId: account.id, client, now: clock(), refreshTokenMs });
  });
  recordAuth(service, "register", "ok", { userId: account.id, sessionId: opened.sessionId, clientAddress });
  return await issueTokens(service, { account, ...opened }, call, request);
}
