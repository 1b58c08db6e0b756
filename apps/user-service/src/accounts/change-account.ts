import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import type { Subject } from "@hubbub/rate-limits";
import type { Kysely } from "kysely";
import { violatedConstraint } from "../db/violated-constraint.ts";
import type { Schema } from "../db/schema.ts";
import type { Account } from "./account.ts";
import { type AccountChange, hasUsernameLike, updateAccount } from "./account-queries.ts";
import { checkPassword, type PasswordChecks } from "./check-password.ts";
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
  /** Needed with `password`. */
  readonly currentPassword?: string | undefined;
}

/**
 * What a wanted change writes, once it is found right: well-formed, and its current password the account's. Slow where
 * a password changes, so not for a transaction. Errors: `invalid_argument`, `forbidden`, those of `checkPassword`.
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
  if (password === undefined || currentPassword === undefined) return { displayName, email, passwordHash: undefined };
  const { address } = rules;
  const name = toKey(account.username);
  const fits = await checkPassword(checks, { by: { id: account.id }, name, address, password: currentPassword });
  if (fits === undefined) {
    throw new AppError("forbidden", "That is not the current password", { field: "current_password" });
  }
  return {
    displayName,
    email,
    passwordHash: await checks.hasher.hash(password, { address, account: name, isStranger: false }),
  };
}

/** Writes a checked change. Errors: `already_exists` where another account has the email. */
export async function changeAccount(db: Kysely<Schema>, accountId: number, change: AccountChange): Promise<Account> {
  try {
    const account = await updateAccount(db, accountId, change);
    if (account === undefined) throw new AppError("user_not_found");
    return account;
  } catch (error) {
    if (violatedConstraint(error) === "users_email_key") throw takenError(["email"]);
    throw error;
  }
}

function currentPasswordProblem({ password, currentPassword }: WantedChange): string | undefined {
  if (password === undefined) return undefined;
  return currentPassword === undefined || currentPassword === ""
    ? "A new password needs the current one too"
    : givenPasswordProblem(currentPassword);
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
