import { AppError } from "@hubbub/errors";
import type { Kysely } from "kysely";
import type { Account } from "../accounts/account.ts";
import type { Schema } from "../db/schema.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import { verifyAccessToken } from "./access-token.ts";
import { selectAccountOfSession } from "./session-queries.ts";

/** Who makes a call: an enabled account in a session that is alive. */
export interface Caller {
  readonly account: Account;
  readonly sessionId: string;
}

/** Errors: `unauthenticated` (no token, a wrong one, an ended session), `token_expired`, `forbidden` (disabled). */
export async function authenticate(
  db: Kysely<Schema>,
  keys: KeyRing,
  bearerToken: string | undefined,
  now: Date,
): Promise<Caller> {
  if (bearerToken === undefined) throw new AppError("unauthenticated");
  const { userId, sessionId } = await verifyAccessToken(keys, bearerToken, now);
  const account = await selectAccountOfSession(db, { id: sessionId, userId, now });
  if (account === undefined) throw new AppError("unauthenticated", "Your session has ended; sign in again");
  if (account.disabled) throw new AppError("forbidden", "This account is disabled");
  return { account, sessionId };
}
