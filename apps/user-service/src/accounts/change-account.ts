import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import type { Subject } from "@hubbub/rate-limits";
import type { Kysely } from "kysely";
import { violatedConstraint } from "../db/violated-constraint.ts";
import type { Schema } from "../db/schema.ts";
import type { Account } from "./account.ts";
import { type AccountChange, hasUsernameLike, updateAccount } from "./account-queries.ts";
import { checkCurrentPassword, wrongCurrentPassword } from "./check-current-password.ts";
import type { PasswordChecks } from "./check-password.ts";
import { displayNameProblem } from "./display-name.ts";
import { emailProblem } from "./email.ts";
import { givenPasswordProblem, newPasswordProblem } from "./password.ts";
import { isReservedUsername } from "./reserved-username.ts";
import { takenError } from "./taken-error.ts";
import { toFieldErrors } from "./to-field-errors.ts";
import { toKey } from "./to-key.ts";
import { toUsernameSkeleton } from "./username-skeleton.ts";

/** What is undefined stays as it is. */
export interface WantedChange {
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  /** Needed with `password` and with `email`. */
  readonly currentPassword?: string | undefined;
}

/**
 * What a wanted change writes, once it is found right: well-formed, and its current password the account's. Slow where
 * that is checked, so not for a transaction. Errors: `invalid_argument`, `forbidden`, those of `checkPassword`.
 */
export async function checkChange(
  checks: PasswordChecks,
  account: Account,
  wanted: WantedChange,
  rules: { passwordMinLength: number; address: Subject; isAdmin: boolean },
): Promise<AccountChange> {
  const displayName = wanted.displayName?.trim();
  const { email, password, currentPassword } = wanted;
  assertNoFieldErrors(
    toFieldErrors({
      display_name:
        displayName === undefined
          ? undefined
          : (displayNameProblem(displayName) ?? (rules.isAdmin ? undefined : reservedProblem(displayName, account))),
      email: email === undefined ? undefined : emailProblem(email),
      password:
        password === undefined
          ? undefined
          : newPasswordProblem(password, {
              minLength: rules.passwordMinLength,
              ownNames: [account.username, account.email, email ?? account.email],
            }),
      current_password: currentPasswordProblem(wanted),
    }),
  );
  if (displayName !== undefined) await refuseLookAlike(checks.db, account, displayName);
  const nothing = { displayName, email, passwordHash: undefined, verifiedHash: undefined };
  if (!needsPassword(wanted)) return nothing;
  const { address } = rules;
  const { passwordHash: verifiedHash } = await checkCurrentPassword(checks, account, {
    password: currentPassword ?? "",
    address,
  });
  if (password === undefined) return { ...nothing, verifiedHash };
  const asker = { address, account: toKey(account.username), isStranger: false };
  return { ...nothing, verifiedHash, passwordHash: await checks.hasher.hash(password, asker) };
}

/**
 * Writes a checked change. Errors: `already_exists` where another account has the email, `forbidden` where the password that
 * was verified is the current one no more.
 */
export async function changeAccount(db: Kysely<Schema>, accountId: number, change: AccountChange): Promise<Account> {
  try {
    const account = await updateAccount(db, accountId, change);
    if (account !== undefined) return account;
    throw change.verifiedHash === undefined ? new AppError("user_not_found") : wrongCurrentPassword();
  } catch (error) {
    if (violatedConstraint(error) === "users_email_key") throw takenError(["email"]);
    throw error;
  }
}

/** An email address is a way to take over an account, as a password is. */
function needsPassword({ email, password }: WantedChange): boolean {
  return email !== undefined || password !== undefined;
}

function currentPasswordProblem(wanted: WantedChange): string | undefined {
  if (!needsPassword(wanted)) return undefined;
  const { password, currentPassword = "" } = wanted;
  if (currentPassword !== "") return givenPasswordProblem(currentPassword);
  return password === undefined
    ? "A new email address needs the current password"
    : "A new password needs the current one too";
}

/** What one's own username allows, its display name does too. */
function reservedProblem(displayName: string, { username }: Account): string | undefined {
  if (!isReservedUsername(displayName) || toUsernameSkeleton(displayName) === toUsernameSkeleton(username))
    return undefined;
  return "This display name is reserved; choose another one";
}

/** Whose username it is like is not said: it is on the page of whoever looks for it. */
async function refuseLookAlike(db: Kysely<Schema>, account: Account, displayName: string): Promise<void> {
  const skeleton = toUsernameSkeleton(displayName);
  if (skeleton === "" || skeleton === toUsernameSkeleton(account.username)) return;
  if (!(await hasUsernameLike(db, skeleton))) return;
  throw new AppError("invalid_argument", "This name is taken: it looks like someone's username", {
    field: "display_name",
  });
}
