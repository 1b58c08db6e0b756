import { AppError, assertNoFieldErrors } from "@hubbub/errors";
import type { Kysely } from "kysely";
import type { NewAuditEvent } from "../audit/audit-event.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import type { Schema } from "../db/schema.ts";
import type { Account } from "./account.ts";
import { insertAccount, selectTakenFields } from "./account-queries.ts";
import { emailProblem } from "./email.ts";
import { newPasswordProblem } from "./password.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { isReservedUsername } from "./reserved-username.ts";
import { takenError } from "./taken-error.ts";
import { toFieldErrors } from "./to-field-errors.ts";
import { toKey } from "./to-key.ts";
import { usernameProblem } from "./username.ts";

export interface Registration {
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

export interface RegistrationRules {
  readonly passwordMinLength: number;
  /** As keys. They may be registered although they are reserved. */
  readonly adminUsernames: ReadonlySet<string>;
  readonly now: Date;
  /** As `addressSubject` writes it. */
  readonly address: string;
  /** For the audit log. */
  readonly clientAddress: string;
  /** Asked once nothing is wrong and nothing is taken, before anything costs much; refuses by throwing. */
  readonly admit: () => Promise<void>;
}

/**
 * Makes an account. Of registrations for one name or email at once exactly one succeeds. Errors: `invalid_argument`
 * with every field that is wrong, `already_exists` with every one that is taken, those of the `HashingQueue` and of `admit`.
 */
export async function registerAccount(
  db: Kysely<Schema>,
  hasher: PasswordHasher,
  registration: Registration,
  rules: RegistrationRules,
): Promise<Account> {
  const { email, username, password } = registration;
  const problems = {
    email: emailProblem(email),
    username: usernameProblem(username) ?? reservedProblem(username, rules.adminUsernames),
  };
  // What cannot be a name is nobody's own name.
  const ownNames = [problems.email ? [] : email, problems.username ? [] : username].flat();
  const passwordProblem = newPasswordProblem(password, { minLength: rules.passwordMinLength, ownNames });
  assertNoFieldErrors(toFieldErrors({ ...problems, password: passwordProblem }));
  await refuseTaken(db, registration);
  await rules.admit();
  const asker = { address: rules.address, account: toKey(username), isStranger: true };
  const passwordHash = await hasher.hash(password, asker);
  const account = await db.transaction().execute(async (trx) => {
    const account = await insertAccount(trx, { email, username, passwordHash, createdAt: rules.now });
    if (account !== undefined) await insertAuditEvents(trx, [registered(account, rules)]);
    return account;
  });
  if (account !== undefined) return account;
  await refuseTaken(db, registration);
  throw new AppError("already_exists");
}

function registered({ id }: Account, { now, clientAddress }: RegistrationRules): NewAuditEvent {
  return { at: now, action: "account_registered", actorId: id, subjectId: id, address: clientAddress };
}

function reservedProblem(username: string, adminUsernames: ReadonlySet<string>): string | undefined {
  const reserved = isReservedUsername(username) && !adminUsernames.has(toKey(username));
  return reserved ? "This username is reserved; choose another one" : undefined;
}

async function refuseTaken(db: Kysely<Schema>, registration: Registration): Promise<void> {
  const taken = await selectTakenFields(db, registration);
  if (taken.length > 0) throw takenError(taken);
}
