import type { Account } from "../accounts/account.ts";
import { toKey } from "../accounts/to-key.ts";
import type { Rules } from "./service.ts";

/**
 * By appointment or by ADMIN_USERNAMES. Decided anew for each token and answer, so that whoever is neither any more is no
 * admin with the next token.
 */
export function isServerAdmin(account: Account, { adminUsernames }: Rules): boolean {
  return account.appointedAdmin || adminUsernames.has(toKey(account.username));
}
