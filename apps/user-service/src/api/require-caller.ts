import { AppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";
import type { Account } from "../accounts/account.ts";
import { selectAccount } from "../accounts/account-queries.ts";
import { verifyAccessToken } from "../keys/access-token.ts";
import { isSessionAlive } from "../sessions/session-queries.ts";
import type { Service } from "./service.ts";

/** Who makes a call: an enabled account in a session that is alive. */
export interface Caller {
  readonly account: Account;
  readonly sessionId: string;
}

/** Errors: `unauthenticated` (no token, a wrong one, an ended session), `token_expired`, `forbidden` (disabled). */
export async function requireCaller({ db, keys, clock }: Service, { bearerToken }: CallContext): Promise<Caller> {
  if (bearerToken === undefined) throw new AppError("unauthenticated");
  const now = clock();
  const { userId, sessionId } = await verifyAccessToken(keys, bearerToken, now);
  const [alive, account] = await Promise.all([
    isSessionAlive(db, { id: sessionId, userId, now }),
    selectAccount(db, userId),
  ]);
  if (!alive || account === undefined) throw new AppError("unauthenticated", "Your session has ended; sign in again");
  if (account.disabled) throw new AppError("forbidden", "This account is disabled");
  return { account, sessionId };
}
