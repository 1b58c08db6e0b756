import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Account } from "./account.ts";
import { insertAccount, selectTakenFields } from "./account-queries.ts";
import { emailProblem } from "./email.ts";
import { newPasswordProblem } from "./password.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { takenError } from "./taken-error.ts";
import { toFieldErrors } from "./to-field-errors.ts";
import { toKey } from "./to-key.ts";
import { usernameProblem } from "./username.ts";

export interface Registration {
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Makes an account. Of registrations for one name or email at once exactly one succeeds. Errors: `invalid_argument`
 * with every field that is wrong, `already_exists` with every one that is taken, those of the `HashingQueue`.
 */
export async function registerAccount(
  db: Kysely<Schema>,
  hasher: PasswordHasher,
  registration: Registration,
  rules: { passwordMinLength: number; now: Date; address: string },
): Promise<Account> {
  const { email, username, password } = registration;
  assertNoFieldErrors(
    toFieldErrors({
      email: emailProblem(email),
      username: usernameProblem(username),
      password: newPasswordProblem(password, rules.passwordMinLength),
    }),
  );
  await refuseTaken(db, registration);
  const passwordHash = await hasher.hash(password, { address: rules.address, account: toKey(username) });
  const account = await insertAccount(db, { email, username, passwordHash, createdAt: rules.now });
  if (account !== undefined) return account;
  await refuseTaken(db, registration);
  throw new AppError("already_exists");
}

async function refuseTaken(db: Kysely<Schema>, registration: Registration): Promise<void> {
  const taken = await selectTakenFields(db, registration);
  if (taken.length > 0) throw takenError(taken);
}
