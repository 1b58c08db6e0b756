import { AppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";
import type { Account } from "../accounts/account.ts";
import { selectAccount } from "../accounts/account-queries.ts";
import { isSessionAlive } from "../sessions/session-queries.ts";
import { isServerAdmin } from "./is-server-admin.ts";
import type { Service } from "./service.ts";
import { verifyBearer } from "./verify-bearer.ts";

/** Who makes a call: an enabled account in a session that is alive. */
export interface Caller {
  readonly account: Account;
  readonly sessionId: string;
}

/**
 * Errors: `unauthenticated` (no token, a wrong one, an ended session), `token_expired` (also one that still says that its
 * bearer is a server admin), `forbidden` (disabled).
 */
export async function requireCaller(service: Service, call: CallContext): Promise<Caller> {
  const { db, clock, rules } = service;
  const { userId, sessionId, admin } = await verifyBearer(service, call);
  const [alive, account] = await Promise.all([
    isSessionAlive(db, { id: sessionId, userId, now: clock() }),
    selectAccount(db, userId),
  ]);
  if (!alive || account === undefined || account.deleted)
    throw new AppError("unauthenticated", "Your session has ended; sign in again");
  if (account.disabled) throw new AppError("forbidden", "This account is disabled");
  if (admin && !isServerAdmin(account, rules)) throw new AppError("token_expired");
  return { account, sessionId };
}
