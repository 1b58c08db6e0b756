import { AppError } from "@hubbub/errors";
import type { Account } from "../accounts/account.ts";
import { hasOtherAdmin } from "../accounts/deletion-queries.ts";
import { isServerAdmin } from "./is-server-admin.ts";
import type { Service } from "./service.ts";

/** Throws where this is the only server admin who can sign in; the caller holds `lockAccountEnds`. */
export async function refuseLastAdmin(
  { rules }: Service,
  db: Service["db"],
  account: Account,
  whatFirst: string,
): Promise<void> {
  const { adminUsernames } = rules;
  if (!isServerAdmin(account, rules) || (await hasOtherAdmin(db, { exceptId: account.id, adminUsernames }))) return;
  throw new AppError("forbidden", whatFirst);
}
