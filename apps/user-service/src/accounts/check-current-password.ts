import { AppError } from "@hubbub/errors";
import type { Subject } from "@hubbub/rate-limits";
import type { Account } from "./account.ts";
import type { Credentials } from "./account-queries.ts";
import { checkPassword, type PasswordChecks } from "./check-password.ts";
import { toKey } from "./to-key.ts";

/**
 * The credentials of somebody signed in who has to say once more who it is, for a session may be somebody else's by now.
 * Errors: `forbidden` (the field `current_password`), those of `checkPassword`.
 */
export async function checkCurrentPassword(
  checks: PasswordChecks,
  account: Account,
  { password, address }: { readonly password: string; readonly address: Subject },
): Promise<Credentials> {
  const name = toKey(account.username);
  const credentials = await checkPassword(checks, { by: { id: account.id }, name, address, password });
  if (credentials === undefined) throw wrongCurrentPassword();
  return credentials;
}

/** Also for one that was changed while it was being verified. */
export function wrongCurrentPassword(): AppError {
  return new AppError("forbidden", "That is not the current password", { field: "current_password" });
}
