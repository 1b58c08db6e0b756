import type { Account } from "../accounts/account.ts";
import { toKey } from "../accounts/to-key.ts";
import type { Rules } from "./service.ts";

/** Decided anew for each token and answer, so that a name taken off ADMIN_USERNAMES is no admin with its next token. */
export function isServerAdmin(account: Account, { adminUsernames }: Rules): boolean {
  return adminUsernames.has(toKey(account.username));
}
